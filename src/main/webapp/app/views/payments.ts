import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { api } from '../api';
import type { Balance, DayTotals, FeeResponse, Me, PaymentRequestMethodEnum, PaymentWithAllocations, StudentResponse } from '../client';
import { showDay, showMoney, showMonth, showNumber, today } from '../locale';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Names } from '../parts/names';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Choice } from '../parts/search';
import { table } from '../parts/table';
import { texts } from '../texts';
import './student-payments';

const words = texts.payment;

/** Taking payments, and what a day has brought. */
class PaymentsView extends Part {
  static override properties = { me: { attribute: false } };
  declare me: Me;
  private readonly students = new Choice<StudentResponse>(
    this,
    words.student,
    (asked) => api.students.listStudents(asked),
    (student) => `${student.name} · ${student.number}`,
    (student) => void this.choose(student),
  );
  private readonly balance = new Asked<Balance>(this);
  private readonly totals = new Asked<DayTotals>(this, () => api.payments.getPaymentTotals({}));
  private readonly change = new Change(this);
  /** For whom a payment is to be taken. */
  private student: StudentResponse | undefined;
  /** Whose payments are shown, which become others by being taken. */
  private of: StudentResponse | undefined;
  private turn = 0;
  private method: PaymentRequestMethodEnum = 'cash';
  private taken: PaymentWithAllocations | undefined;

  private async choose(student: StudentResponse): Promise<void> {
    this.student = student;
    this.of = student;
    this.turn++;
    this.taken = undefined;
    this.method = 'cash';
    this.change.forget();
    this.balance.forget();
    await this.balance.ask(() => api.payments.getBalance({ id: student.id }));
    await this.updateComplete;
    const amount = this.querySelector<HTMLInputElement>('[name=amount]');
    amount?.focus();
    amount?.select();
  }

  private async take(event: SubmitEvent, student: StudentResponse): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const reference = String(form.get('reference') ?? '').trim();
    const paid_on = String(form.get('paid_on') ?? '');
    await this.change.send(async (key) => {
      this.taken = await api.payments.takePayment({
        Idempotency_Key: key,
        PaymentRequest: {
          student_id: student.id,
          method: String(form.get('method')) as PaymentRequestMethodEnum,
          amount: String(form.get('amount')).trim().replace(',', '.'),
          ...(reference && { reference }),
          ...(paid_on && { paid_on }),
        },
      });
      say(words.taken(this.taken.payment.receipt_number));
      this.student = undefined;
      this.turn++;
      void this.totals.again();
    });
    // on with the receipt, and with the next tab key to whoever is next
    await this.updateComplete;
    this.querySelector<HTMLElement>('a.receipt')?.focus();
  }

  private reversed(): void {
    void this.totals.again();
    void this.balance.again();
  }

  private by(method: string): void {
    this.method = method as PaymentRequestMethodEnum;
    this.requestUpdate();
  }

  private askTotals(day: string): void {
    void this.totals.ask(() => api.payments.getPaymentTotals(day ? { day } : {}));
  }

  protected override render(): TemplateResult {
    return html`<h1>${words.heading}</h1>
      <div class="cards">
        <section class="card" aria-label=${words.heading}>
          ${this.taken
            ? html`<p>${words.taken(this.taken.payment.receipt_number)}
                <a class="button receipt" href=${`/api/payments/${this.taken.payment.id}/receipt.pdf`} target="_blank" rel="noopener">${words.receipt}</a></p>`
            : nothing}
          ${this.students.render()}
          ${this.student ? this.showForm(this.student) : nothing}
        </section>
        <section class="card" aria-label=${words.totals}>
          <h2>${words.totals}</h2>
          <label class="search">${words.day}
            <input type="date" .value=${this.totals.value?.day ?? ''} @change=${(event: Event) => this.askTotals((event.target as HTMLInputElement).value)} />
          </label>
          ${this.totals.render((totals) => this.showTotals(totals))}
        </section>
        ${this.of ? this.showPaymentsOf(this.of) : nothing}
      </div>`;
  }

  private showPaymentsOf({ id, name }: StudentResponse): TemplateResult {
    return html`${keyed(
      this.turn,
      html`<student-payments class="card wide" .student=${id} .name=${name} .me=${this.me} @reversed=${() => this.reversed()}></student-payments>`,
    )}`;
  }

  private showForm(student: StudentResponse): TemplateResult {
    return html`<h2>${student.name}</h2>
      ${this.balance.render(
        ({ sums }) => html`<form @submit=${(event: SubmitEvent) => void this.take(event, student)}>
          <p>${words.open}: <strong>${showMoney(sums.balance, sums.currency)}</strong></p>
          <label for="amount">${words.amount}</label>
          <input id="amount" name="amount" inputmode="decimal" required pattern="[0-9]+([.,][0-9]{1,2})?" .value=${Number(sums.balance) > 0 ? sums.balance : ''} />
          <label for="method">${words.method}</label>
          <select id="method" name="method" @change=${(event: Event) => this.by((event.target as HTMLSelectElement).value)}>
            ${Object.entries(words.methods).map(([method, name]) => html`<option value=${method} ?selected=${method === this.method}>${name}</option>`)}
          </select>
          <label for="reference">${words.reference}</label>
          <input id="reference" name="reference" maxlength="100" autocomplete="off" ?required=${this.method !== 'cash'} />
          <label for="paid_on">${words.paidOn}</label>
          <input id="paid_on" name="paid_on" type="date" max=${today()} />
          ${this.change.render({ amount: words.amount, method: words.method, reference: words.reference, paid_on: words.paidOn })}
          <div class="bar"><button type="submit" ?disabled=${this.change.busy}>${words.take}</button></div>
        </form>`,
      )}`;
  }

  private showTotals(totals: DayTotals): TemplateResult {
    return html`${table(
        words.totals,
        [
          { heading: words.method, show: (line) => words.methods[line.method as keyof typeof words.methods] ?? line.method },
          { heading: words.count, number: true, show: (line) => showNumber(line.payments) },
          { heading: words.net, number: true, show: (line) => showMoney(line.net, totals.currency) },
        ],
        totals.methods,
      )}
      <p class="number">${words.all}: <strong>${showMoney(totals.net, totals.currency)}</strong></p>`;
  }
}

const cents = (amount: string) => Math.round(Number(amount) * 100);

/** What of a fee is left to pay. */
const openOf = ({ amount, discount, paid }: FeeResponse) => ((cents(amount) - cents(discount) - cents(paid)) / 100).toFixed(2);

/** What is overdue, by month or of all. */
class FeesView extends Part {
  private readonly names = new Names();
  private month = '';
  private readonly fees = new Pages<FeeResponse>(this, (range) =>
    this.names.of(api.fees.listFees({ overdue: true, ...range, ...(this.month && { month: `${this.month}-01` }) })),
  );

  private ask(month: string): void {
    this.month = month;
    void this.fees.again();
  }

  protected override render(): TemplateResult {
    return html`<h1>${words.month_fees}</h1>
      <label class="search">${words.month}
        <input type="month" @change=${(event: Event) => this.ask((event.target as HTMLInputElement).value)} />
      </label>
      ${this.fees.render((fees) =>
        table(
          words.month_fees,
          [
            { heading: texts.students.name, show: (fee) => this.names.link(fee.student_id) },
            { heading: words.month, show: (fee) => showMonth(fee.month) },
            { heading: words.due, show: (fee) => showDay(fee.due_on) },
            { heading: words.amount, number: true, show: (fee) => showMoney(fee.amount, fee.currency) },
            {
              heading: texts.dues.discounted,
              shown: fees.some((fee) => cents(fee.discount) > 0),
              show: (fee) => html`<span>${showMoney(fee.discount, fee.currency)} <small>${fee.discount_reason}</small></span>`,
            },
            { heading: texts.dues.paid, number: true, show: (fee) => showMoney(fee.paid, fee.currency) },
            { heading: words.open, number: true, show: (fee) => html`<strong>${showMoney(openOf(fee), fee.currency)}</strong>` },
          ],
          fees,
        ),
      )}`;
  }
}

customElements.define('payments-view', PaymentsView);
customElements.define('fees-view', FeesView);
