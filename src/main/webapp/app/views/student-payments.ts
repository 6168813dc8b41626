import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Me, Payment } from '../client';
import { showDay, showMoney } from '../locale';
import { Actors } from '../parts/actors';
import { Change } from '../parts/change';
import { field, typed } from '../parts/form';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { table } from '../parts/table';
import { may } from '../session';
import { texts } from '../texts';

const words = texts.payment;

/** The payments for a student, the latest first, with their receipts; a bursar takes one back. It says `reversed` then. */
class StudentPayments extends Part {
  static override properties = { student: { type: Number }, name: {}, me: { attribute: false } };
  declare student: number;
  /** Of the student, where the page does not say it. */
  declare name: string | undefined;
  declare me: Me;
  private reversing: Payment | undefined;
  private readonly actors = new Actors(() => this.me);
  private readonly payments = new Pages<Payment>(
    this,
    (range) => this.actors.of(api.payments.listPaymentsOfStudent({ id: this.student, sort: '-id', ...range }), (payment) => payment.taken_by),
    10,
  );
  private readonly change = new Change(this);

  private async begin(payment: Payment): Promise<void> {
    this.reversing = payment;
    this.change.forget();
    await this.updateComplete;
    this.querySelector<HTMLElement>('form.reverse input')?.focus();
  }

  private async reverse(event: SubmitEvent, { id, receipt_number }: Payment): Promise<void> {
    event.preventDefault();
    const { reason = '' } = typed(event);
    await this.change.send(async (key) => {
      await api.payments.reversePayment({ id, Reversal: { reason }, Idempotency_Key: key });
      this.reversing = undefined;
      say(words.reversed(receipt_number));
      void this.payments.again();
      this.dispatchEvent(new Event('reversed'));
    });
  }

  private cancel(): void {
    this.reversing = undefined;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<h2>${this.name ? words.listOf(this.name) : words.list}</h2>
      ${this.reversing ? this.showForm(this.reversing) : nothing} ${this.payments.render((payments) => this.showPayments(payments))}`;
  }

  private showForm(payment: Payment): TemplateResult {
    return html`<form class="card row reverse" @submit=${(event: SubmitEvent) => void this.reverse(event, payment)}>
      <h2>${words.reverseOne(showMoney(payment.amount, payment.currency), payment.receipt_number)}</h2>
      <p>${words.consequence}</p>
      ${field({ name: 'reason', label: texts.enroll.reason, most: 500 }, '', this.change)} ${this.change.render({ reason: texts.enroll.reason })}
      <div class="bar">
        <button type="submit" class="bad" ?disabled=${this.change.busy}>${words.reverseNow}</button>
        <button type="button" class="quiet" @click=${() => this.cancel()}>${texts.actions.cancel}</button>
      </div>
    </form>`;
  }

  private showPayments(payments: Payment[]): TemplateResult {
    const receipts = new Map(payments.map((payment) => [payment.id, payment.receipt_number]));
    return table(
      words.list,
      [
        { heading: words.day, show: (payment) => showDay(payment.paid_on) },
        {
          heading: words.amount,
          number: true,
          show: ({ amount, currency, reverses }) => showMoney(reverses === null ? amount : `-${amount}`, currency),
        },
        { heading: words.method, show: ({ method, reference }) => html`<span>${methodOf(method)} <small>${reference}</small></span>` },
        {
          heading: words.number,
          show: ({ id, receipt_number }) =>
            html`<a href=${`/api/students/${this.student}/payments/${id}/receipt.pdf`} target="_blank" rel="noopener" aria-label=${words.receiptOf(receipt_number)}>${receipt_number}</a>`,
        },
        { heading: words.takenAt, show: ({ taken_at, taken_by }) => this.actors.when(taken_at, taken_by) },
        { heading: words.note, show: (payment) => showNote(payment, receipts) },
        {
          heading: texts.actions.change,
          shown: may.takePayments(this.me),
          show: (payment) =>
            payment.reverses === null && payment.reversed_by === null
              ? html`<button type="button" class="bad" aria-label=${`${words.reverse}: ${payment.receipt_number}`} @click=${() =>
                  void this.begin(payment)}>${words.reverse}</button>`
              : html``,
        },
      ],
      payments,
      words.none,
    );
  }
}

const methodOf = (method: string) => words.methods[method as keyof typeof words.methods] ?? method;

/** What has become of it, and why; the other half of a reversal may be on another page. */
function showNote({ reverses, reversed_by, reason }: Payment, receipts: Map<number, number>): TemplateResult | string {
  if (reversed_by === null && reverses === null && reason === null) {
    return '';
  }
  const told = reversed_by !== null ? words.wasReversed(receipts.get(reversed_by)) : reverses !== null ? words.reverses(receipts.get(reverses)) : '';
  return html`<span>${told} <small>${reason}</small></span>`;
}

customElements.define('student-payments', StudentPayments);
