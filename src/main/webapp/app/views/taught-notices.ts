import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Me, NoticeResponse } from '../client';
import { showMoment } from '../locale';
import { Actors } from '../parts/actors';
import { noticeForm } from '../parts/notice-form';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { texts } from '../texts';

const words = texts.notices;

/** The notices to a course or a class, for who teaches it: whoever has written one, it can be changed. */
class TaughtNotices extends Part {
  static override properties = { of: { attribute: false }, me: { attribute: false } };
  /** Whom they concern. */
  declare of: { course_id: number } | { class_id: number };
  declare me: Me;
  private readonly actors = new Actors(() => this.me);
  private readonly notices = new Pages<NoticeResponse>(
    this,
    (range) => this.actors.of(api.notices.listNotices({ ...this.of, sort: '-shown_from', ...range }), (notice) => notice.created_by),
    10,
  );
  private readonly form = noticeForm(
    this,
    () => ('course_id' in this.of ? { audience: 'course', ...this.of } : { audience: 'class', ...this.of }),
    (row) => {
      say(row ? texts.actions.saved(row.title) : texts.actions.deleted);
      void this.notices.again();
    },
  );

  protected override render(): TemplateResult {
    return html`<h2>${texts.nav.notices}</h2>
      ${this.form.render(words.write)}
      ${this.notices.render((notices) =>
        notices.length ? html`${notices.map((notice) => this.showNotice(notice))}` : html`<p class="state empty">${texts.states.empty}</p>`,
      )}`;
  }

  private showNotice(notice: NoticeResponse): TemplateResult {
    return html`<article>
      <h3>${notice.title}</h3>
      <p class="lines">${notice.body}</p>
      <p class="bar">
        ${this.actors.when(notice.shown_from, notice.created_by)}
        ${notice.shown_until ? html`<span>${words.until}: ${showMoment(notice.shown_until)}</span>` : nothing}
        <button type="button" class="quiet" aria-label=${`${texts.actions.change}: ${notice.title}`} @click=${() =>
          void this.form.open(notice)}>${texts.actions.change}</button>
      </p>
    </article>`;
  }
}

customElements.define('taught-notices', TaughtNotices);
