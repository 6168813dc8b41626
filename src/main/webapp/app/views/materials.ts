import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Material, TakenCourse } from '../client';
import { showBytes, showMoment } from '../locale';
import { Asked } from '../parts/asked';
import { Part } from '../parts/part';
import { Searched } from '../parts/search';
import { texts } from '../texts';

const words = texts.materials;

/** What a material is, and how to get at it. */
export function showMaterial(material: Material, file: string): TemplateResult {
  if (material.url !== null) {
    return html`<a href=${material.url} target="_blank" rel="noopener noreferrer" aria-label=${`${words.open}: ${material.title}`}>${words.open}</a>`;
  }
  return material.file_name === null
    ? html`${words.noFile}`
    : html`<a href=${file} download aria-label=${`${words.download}: ${material.title}`}>${words.download}</a>`;
}

export const showSize = (material: Material) => (material.size === null ? '' : showBytes(material.size));

/** Title and, below it, what it is about. */
export const showTitle = ({ title, description }: Material) =>
  description ? html`<span>${title}<br /><small>${description}</small></span>` : html`${title}`;

/** Study material for a student: of the own courses and class, and for all. */
class MaterialsView extends Part {
  static override properties = { student: { type: Number } };
  declare student: number;
  private readonly courses = new Asked<TakenCourse[]>(this, async () => (await api.enrollments.listCoursesOfStudent({ id: this.student })).items);
  private readonly materials = new Searched<Material>(this, words.find, (asked) =>
    api.materials.listMaterialsOfStudent({ id: this.student, sort: 'title', ...asked, ...(this.course && { course_id: this.course }) }),
  );
  private course = 0;

  private choose(event: Event): void {
    this.course = Number((event.target as HTMLSelectElement).value);
    void this.materials.again();
  }

  private showFor(material: Material, courses: TakenCourse[]): string {
    const course = courses.find((other) => other.id === material.course_id);
    return course ? course.name : material.class_id === null ? words.all : texts.student.class;
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.materials}</h1>
      ${this.courses.render(
        (courses) => html`<label class="search">${words.of}
            <select @change=${(event: Event) => this.choose(event)}>
              <option value="0">${words.everything}</option>
              ${courses.map((course) => html`<option value=${course.id}>${course.name}</option>`)}
            </select>
          </label>
          ${this.materials.render(texts.nav.materials, [
            { heading: words.title, show: showTitle },
            { heading: words.of, show: (material) => this.showFor(material, courses) },
            { heading: words.size, number: true, show: showSize },
            { heading: words.changed, show: (material) => showMoment(material.updated_at) },
            { heading: words.open, whole: true, show: (material) => showMaterial(material, `/api/students/${this.student}/materials/${material.id}/file`) },
          ])}`,
      )}`;
  }
}

customElements.define('materials-view', MaterialsView);
