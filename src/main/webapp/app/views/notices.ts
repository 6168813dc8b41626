import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { StudentNotice, UnreadNotices } from '../client';
import { showMoment } from '../locale';
import { Change } from '../parts/change';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { texts } from '../texts';

const words = texts.own;

/** The notices that concern a student; whose own they are sees them as they arrive, and says which were seen. */
class StudentNotices extends Part {
  static override properties = { student: { type: Number }, own: { type: Boolean } };
  declare student: number;
  declare own: boolean;
  private readonly notices = new Pages<StudentNotice>(this, (range) => api.notices.listNoticesOfStudent({ id: this.student, sort: '-id', ...range }), 10);
  private readonly change = new Change(this, () => void this.notices.again());
  private unread = 0;
  private stream: EventSource | undefined;

  constructor() {
    super();
    this.own = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.own) {
      this.stream = new EventSource(`/api/students/${this.student}/notices/stream`);
      this.stream.onmessage = (event: MessageEvent<string>) => this.arrived(JSON.parse(event.data) as UnreadNotices);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stream?.close();
  }

  private arrived(count: UnreadNotices): void {
    if (count.unread !== this.unread) {
      this.unread = count.unread;
      void this.notices.again();
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="notices">
      <h2 id="notices">${words.notices} ${this.unread ? html`<span class="chip">${words.unread(this.unread)}</span>` : nothing}</h2>
      ${this.change.render()}
      ${this.notices.render((notices) =>
        notices.length ? html`${notices.map((notice) => this.showNotice(notice))}` : html`<p class="state empty">${texts.states.empty}</p>`,
      )}
    </section>`;
  }

  private showNotice(notice: StudentNotice): TemplateResult {
    const see = () => void this.change.send(() => api.notices.seeNotice({ id: this.student, notice_id: notice.id }));
    return html`<article>
      <h3>${notice.title}</h3>
      <p class="lines">${notice.body}</p>
      <p class="bar"><small>${showMoment(notice.shown_from)}</small>
        ${this.own && !notice.seen_at
          ? html`<button type="button" class="quiet" aria-label=${`${words.seen}: ${notice.title}`} @click=${see}>${words.seen}</button>`
          : nothing}
        ${!this.own && notice.seen_at ? html`<small>${words.seen}</small>` : nothing}
      </p>
    </article>`;
  }
}

customElements.define('student-notices', StudentNotices);
