import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api, problemOf } from '../api';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Upload } from '../parts/upload';
import { texts } from '../texts';

const words = texts.picture;

const TYPES = ['image/jpeg', 'image/png'];

/** What a student looks like; nothing where there is no picture. */
class StudentPicture extends Part {
  static override properties = { student: { type: Number }, changeable: { type: Boolean } };
  declare student: number;
  declare changeable: boolean;
  /** Where the browser has it. */
  private shown: string | undefined;
  private wrong: string | undefined;
  private readonly change = new Change(this, () => void this.look());
  private readonly upload = new Upload(this, words.uploading);

  constructor() {
    super();
    this.changeable = false;
  }

  private get path(): string {
    return `/api/students/${this.student}/picture`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.show();
  }

  /** Who cannot be shown a picture is shown none: it is no more than a help to know somebody by. */
  private async look(): Promise<void> {
    try {
      this.show(await api.profiles.getPicture({ id: this.student }));
    } catch (error) {
      await problemOf(error);
      this.show();
    }
  }

  private show(picture?: Blob): void {
    URL.revokeObjectURL(this.shown ?? '');
    this.shown = picture && URL.createObjectURL(picture);
    this.requestUpdate();
  }

  private async set(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (!file) {
      return;
    }
    this.change.forget();
    this.wrong = TYPES.includes(file.type) ? undefined : words.wrong(file.name);
    if (!this.wrong) {
      await this.change.send(async () => {
        await this.upload.put(this.path, { 'Content-Type': file.type }, file);
        say(words.stored);
      });
    }
    field.value = '';
  }

  private async discard(): Promise<void> {
    if (confirm(words.sure)) {
      await this.change.send(async () => {
        await api.profiles.deletePicture({ id: this.student });
        say(words.removed);
      });
    }
  }

  protected override render(): TemplateResult {
    return html`${this.shown ? html`<img class="portrait" alt=${words.alt} src=${this.shown} />` : nothing}
      ${this.wrong ? html`<p class="refused" role="alert">${this.wrong}</p>` : nothing} ${this.change.render()} ${this.upload.render()}
      ${this.changeable
        ? html`<p class="bar">
            <label class="button quiet">${this.shown ? words.another : words.set}
              <input type="file" class="unseen" accept=${TYPES.join()} @change=${(event: Event) => void this.set(event)} />
            </label>
            ${this.shown ? html`<button type="button" class="bad" @click=${() => void this.discard()}>${words.remove}</button>` : nothing}
          </p>`
        : nothing}`;
  }
}

customElements.define('student-picture', StudentPicture);
