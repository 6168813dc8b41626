import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Balance, StudentNotice, UnreadNotices } from '../client';
import { showDay, showMoment, showMoney, showMonth } from '../locale';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { table } from '../parts/table';
import { texts } from '../texts';
import './student';

const words = texts.own;

/** What is a student's own: notices as they arrive, what is to be paid, and the record. */
class OwnView extends Part {
  static override properties = { student: { type: Number } };
  declare student: number;
  private readonly balance = new Asked<Balance>(this, () => api.payments.getBalance({ id: this.student }));
  private readonly notices = new Pages<StudentNotice>(this, (range) => api.notices.listNoticesOfStudent({ id: this.student, ...range }), 10);
  private readonly change = new Change(this, () => void this.notices.again());
  private unread = 0;
  private stream: EventSource | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stream = new EventSource(`/api/students/${this.student}/notices/stream`);
    this.stream.onmessage = (event: MessageEvent<string>) => this.arrived(JSON.parse(event.data) as UnreadNotices);
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
    return html`<div class="cards">
        <section class="card" aria-labelledby="notices">
          <h2 id="notices">${words.notices} ${this.unread ? html`<span class="chip">${words.unread(this.unread)}</span>` : nothing}</h2>
          ${this.change.render()}
          ${this.notices.render((notices) => (notices.length ? html`${notices.map((notice) => this.showNotice(notice))}` : html`<p class="state empty">${texts.states.empty}</p>`))}
        </section>
        <section class="card" aria-labelledby="balance">
          <h2 id="balance">${words.balance}</h2>
          ${this.balance.render((balance) => this.showBalance(balance))}
        </section>
      </div>
      <student-view .student=${this.student} own changeable></student-view>`;
  }

  private showNotice(notice: StudentNotice): TemplateResult {
    return html`<article>
      <h3>${notice.title}</h3>
      <p>${notice.body}</p>
      <p class="bar"><small>${showMoment(notice.shown_from)}</small>
        ${notice.seen_at
          ? nothing
          : html`<button type="button" class="quiet" aria-label=${`${words.seen}: ${notice.title}`} @click=${() => 
            void this.change.send(() => api.notices.seeNotice({ id: this.student, notice_id: notice.id }))}>${words.seen}</button>`}
      </p>
    </article>`;
  }

  private showBalance({ sums, open_fees }: Balance): TemplateResult {
    if (open_fees.length === 0) {
      return html`<p class="state empty">${words.nothing}</p>`;
    }
    return html`<p><strong>${showMoney(sums.balance, sums.currency)}</strong></p>
      ${table(
        words.balance,
        [
          { heading: texts.payment.month, show: (fee) => showMonth(fee.month) },
          { heading: texts.payment.due, show: (fee) => showDay(fee.due_on) },
          { heading: texts.payment.open, number: true, show: (fee) => showMoney(fee.open, sums.currency) },
        ],
        open_fees,
      )}`;
  }
}

customElements.define('own-view', OwnView);
