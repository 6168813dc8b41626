import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api, tagOf } from '../api';
import type { Material } from '../client';
import { showMoment } from '../locale';
import { Change } from '../parts/change';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { table } from '../parts/table';
import { Upload } from '../parts/upload';
import { texts } from '../texts';
import { showMaterial, showSize, showTitle } from './materials';

const words = texts.materials;

const fileOf = (id: number) => `/api/materials/${id}/file`;

/** The API takes a type only with the first bytes that it has to begin with, and anything without one. */
const typeOf = (file: File) => (file.type === 'application/pdf' ? file.type : 'application/octet-stream');

/** Study material for a course or a class, by who teaches it. */
class TaughtMaterials extends Part {
  static override properties = { of: { attribute: false } };
  /** Whose it is. */
  declare of: { course_id: number } | { class_id: number };
  private readonly materials = new Pages<Material>(this, (range) => api.materials.listMaterials({ ...this.of, sort: 'title', ...range }));
  private readonly change = new Change(this, () => void this.materials.again());
  private readonly upload = new Upload(this, words.upload);
  /** Stored by an attempt whose file did not arrive: the next one sends the file alone. */
  private begun: Material | undefined;

  private async add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const target = event.target as HTMLFormElement;
    const form = new FormData(target);
    const title = String(form.get('title'));
    const url = String(form.get('url')).trim();
    const file = form.get('file') as File;
    const field = target.elements.namedItem('url') as HTMLInputElement;
    const either = (url === '') === (file.size === 0);
    field.setCustomValidity(either ? words.either : '');
    if (!target.reportValidity()) {
      return;
    }
    await this.change.send(async (key) => {
      this.begun ??= await api.materials.createMaterial({
        Idempotency_Key: key,
        MaterialRequest: { title, ...(url && { url }), ...this.of },
      });
      if (!url) {
        await this.send(this.begun, file);
      }
      this.begun = undefined;
      target.reset();
      say(words.stored(title));
    });
  }

  private async send(material: Material, file: File): Promise<void> {
    const headers = { 'If-Match': tagOf(material), 'Content-Type': typeOf(file) };
    await this.upload.put(`${fileOf(material.id)}?name=${encodeURIComponent(file.name)}`, headers, file);
  }

  private async replace(event: Event, material: Material): Promise<void> {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (file) {
      await this.change.send(async () => {
        await this.send(material, file);
        say(words.stored(material.title));
      });
      field.value = '';
    }
  }

  /** What is removed at one click by mistake, students miss. */
  private async discard(material: Material): Promise<void> {
    if (!confirm(texts.actions.sure)) {
      return;
    }
    await this.change.send(async () => {
      await api.materials.deleteMaterial({ id: material.id, If_Match: tagOf(material) });
      say(words.removed(material.title));
    });
  }

  protected override render(): TemplateResult {
    return html`<h2>${texts.nav.materials}</h2>
      ${this.change.render()}
      ${this.upload.render()}
      ${this.materials.render((materials) =>
        table(
          texts.nav.materials,
          [
            { heading: words.title, show: showTitle },
            { heading: words.size, number: true, show: showSize },
            { heading: words.changed, show: (material) => showMoment(material.updated_at) },
            { heading: words.open, whole: true, show: (material) => showMaterial(material, fileOf(material.id)) },
            { heading: texts.actions.change, show: (material) => this.showVerbs(material) },
          ],
          materials,
        ),
      )}
      <form @submit=${(event: SubmitEvent) => void this.add(event)}>
        <h3>${words.add}</h3>
        <label for="title">${words.title}</label>
        <input id="title" name="title" required maxlength="200" autocomplete="off" />
        <label for="url">${words.link}</label>
        <input id="url" name="url" type="url" pattern="https?://.+" maxlength="2000" autocomplete="off" @input=${(event: InputEvent) =>
          (event.target as HTMLInputElement).setCustomValidity('')} />
        <label for="file">${words.file}</label>
        <input id="file" name="file" type="file" />
        <div class="bar"><button type="submit" ?disabled=${this.change.busy}>${words.submit}</button></div>
      </form>`;
  }

  private showVerbs(material: Material): TemplateResult {
    return html`<span class="bar">
      ${material.url === null
        ? html`<label class="button quiet">${words.replace}
            <input type="file" class="unseen" aria-label=${`${words.replace}: ${material.title}`} @change=${(event: Event) => void this.replace(event, material)} />
          </label>`
        : nothing}
      <button type="button" class="bad" aria-label=${`${words.remove}: ${material.title}`} @click=${() => void this.discard(material)}>${words.remove}</button>
    </span>`;
  }
}

customElements.define('taught-materials', TaughtMaterials);
