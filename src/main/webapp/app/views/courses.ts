import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { CourseRequest, CourseResponse } from '../client';
import { fromField, showNumber, toField } from '../locale';
import { Asked } from '../parts/asked';
import { orNull, RowForm } from '../parts/form';
import type { Field } from '../parts/form';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Searched } from '../parts/search';
import { goTo } from '../router';
import { texts } from '../texts';

const words = texts.courses;

/** More than any school has had. */
const ALL = 500;

/** All courses, found while typing. */
class CoursesView extends Part {
  static override properties = { editable: { type: Boolean } };
  declare editable: boolean;
  private readonly courses = new Searched<CourseResponse>(this, words.find, (asked) => api.courses.listCourses(asked));
  private readonly terms = new Asked(this, termOptions);
  private readonly form = new RowForm<CourseResponse, CourseRequest>(this, () => fields(this.terms.value ?? []), {
    ...verbs,
    done: (made) => {
      say(texts.actions.saved(made?.name ?? ''));
      goTo(`/courses/${made?.id}`);
    },
  });

  constructor() {
    super();
    this.editable = false;
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.courses}</h1>
      ${this.editable ? this.form.render(words.new) : nothing}
      ${this.courses.render(texts.nav.courses, [
        { heading: texts.student.code, show: (course) => course.code },
        { heading: texts.student.course, show: (course) => html`<a href=${`#/courses/${course.id}`}>${course.name}</a>` },
        { heading: words.capacity, number: true, show: (course) => showNumber(course.capacity) },
      ])}`;
  }
}

/** The terms that a course may be held in, with what they are called. */
export async function termOptions(): Promise<[string, string][]> {
  const { items } = await api.terms.listTerms({ limit: ALL, sort: '-begins_on' });
  return items.map((term) => [String(term.id), `${term.name} · ${term.code}`]);
}

export const fields = (terms: [string, string][]): Field[] => [
  { name: 'code', label: texts.student.code, most: 32 },
  { name: 'name', label: texts.students.name, most: 100 },
  { name: 'description', label: words.description, type: 'lines', most: 4000, optional: true, read: orNull },
  { name: 'term_id', label: words.term, optional: true, options: [['', words.noTerm], ...terms], read: (text) => (text ? Number(text) : null) },
  { name: 'capacity', label: words.seats, type: 'number', least: 0, optional: true, read: (text) => (text ? Number(text) : null) },
  { name: 'enrollment_opens_at', label: words.opens, type: 'datetime-local', optional: true, read: fromField, show: toField },
  { name: 'enrollment_closes_at', label: words.closes, type: 'datetime-local', optional: true, read: fromField, show: toField },
];

export const verbs = {
  create: (CourseRequest: CourseRequest, Idempotency_Key: string) => api.courses.createCourse({ CourseRequest, Idempotency_Key }),
  read: (id: number) => api.courses.getCourse({ id }),
  update: (id: number, If_Match: string, UpdateCourseRequest: CourseRequest) => api.courses.updateCourse({ id, If_Match, UpdateCourseRequest }),
  remove: (id: number, If_Match: string) => api.courses.deleteCourse({ id, If_Match }),
};

customElements.define('courses-view', CoursesView);
