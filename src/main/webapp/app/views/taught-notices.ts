import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { NoticeResponse } from '../client';
import { showMoment } from '../locale';
import { noticeForm } from '../parts/notice-form';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { texts } from '../texts';

const words = texts.notices;

/** Notices to a course or a class, by who teaches it: what was written here can be changed while the page is open. */
class TaughtNotices extends Part {
  static override properties = { of: { attribute: false } };
  /** Whom they concern. */
  declare of: { course_id: number } | { class_id: number };
  private written: NoticeResponse[] = [];
  private changed: NoticeResponse | undefined;
  private readonly form = noticeForm(
    this,
    () => ('course_id' in this.of ? { audience: 'course', ...this.of } : { audience: 'class', ...this.of }),
    (row) => {
      say(row ? texts.actions.saved(row.title) : texts.actions.deleted);
      const others = this.written.filter(({ id }) => id !== (row ?? this.changed)?.id);
      this.written = row ? [row, ...others] : others;
      this.requestUpdate();
    },
  );

  private change(notice: NoticeResponse): void {
    this.changed = notice;
    void this.form.open(notice);
  }

  protected override render(): TemplateResult {
    return html`<h2>${texts.nav.notices}</h2>
      ${this.form.render(words.write)} ${this.written.map((notice) => this.showNotice(notice))}`;
  }

  private showNotice(notice: NoticeResponse): TemplateResult {
    return html`<article>
      <h3>${notice.title}</h3>
      <p class="lines">${notice.body}</p>
      <p class="bar">
        <small>${showMoment(notice.shown_from)}</small>
        <button type="button" class="quiet" aria-label=${`${texts.actions.change}: ${notice.title}`} @click=${() =>
          this.change(notice)}>${texts.actions.change}</button>
      </p>
    </article>`;
  }
}

customElements.define('taught-notices', TaughtNotices);
