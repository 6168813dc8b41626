import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api, newKey, problemOf } from '../api';
import type { Balance, DayTotals, FeeResponse, PaymentRequestMethodEnum, PaymentWithAllocations, Problem, StudentResponse } from '../client';
import { showDay, showMoney, showMonth, showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { searchField } from '../parts/search';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.payment;

/** Taking payments, and what a day has brought. */
class PaymentsView extends Part {
  private readonly found = new Asked<StudentResponse[]>(this);
  private readonly balance = new Asked<Balance>(this);
  private readonly totals = new Asked<DayTotals>(this);
  private student: StudentResponse | undefined;
  private taken: PaymentWithAllocations | undefined;
  private problem: Problem | undefined;
  private key = newKey();
  private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.askTotals();
  }

  private askTotals(day?: string): void {
    void this.totals.ask(() => api.payments.getPaymentTotals(day ? { day } : {}));
  }

  private find(sought: string): void {
    void this.found.ask(async () => (sought ? (await api.students.listStudents({ q: sought, limit: 8 })).items : []));
  }

  private async choose(student: StudentResponse): Promise<void> {
    this.student = student;
    this.taken = undefined;
    this.problem = undefined;
    this.found.value = undefined;
    this.key = newKey();
    await this.balance.ask(() => api.payments.getBalance({ id: student.id }));
    await this.updateComplete;
    this.querySelector<HTMLInputElement>('[name=amount]')?.select();
  }

  /** The key stays that of this payment until it is taken, so that one sent twice is taken once. */
  private async take(event: SubmitEvent, student: StudentResponse): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const reference = String(form.get('reference') ?? '').trim();
    this.busy = true;
    this.problem = undefined;
    this.requestUpdate();
    try {
      this.taken = await api.payments.takePayment({
        Idempotency_Key: this.key,
        PaymentRequest: {
          student_id: student.id,
          method: String(form.get('method')) as PaymentRequestMethodEnum,
          amount: String(form.get('amount')).trim().replace(',', '.'),
          ...(reference && { reference }),
        },
      });
      say(words.taken(this.taken.payment.receipt_number));
      this.key = newKey();
      this.student = undefined;
      this.askTotals();
    } catch (error) {
      this.problem = await problemOf(error);
    }
    this.busy = false;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<h1>${words.heading}</h1>
      <div class="cards">
        <section class="card" aria-label=${words.heading}>
          ${searchField(words.student, (sought) => this.find(sought))}
          ${this.found.value || this.found.problem ? this.found.render((students) => this.showFound(students)) : nothing}
          ${this.student ? this.showForm(this.student) : nothing}
          ${this.taken
            ? html`<p>${words.taken(this.taken.payment.receipt_number)}
                <a class="button" href=${`/api/payments/${this.taken.payment.id}/receipt.pdf`} target="_blank" rel="noopener">${words.receipt}</a></p>`
            : nothing}
        </section>
        <section class="card" aria-label=${words.totals}>
          <h2>${words.totals}</h2>
          <label>${words.day}
            <input type="date" @change=${(event: Event) => this.askTotals((event.target as HTMLInputElement).value)} />
          </label>
          ${this.totals.render((totals) => this.showTotals(totals))}
        </section>
      </div>`;
  }

  private showFound(students: StudentResponse[]): TemplateResult {
    return students.length === 0
      ? html`<p class="state empty">${texts.states.empty}</p>`
      : html`<ul class="found">
          ${students.map(
            (student) =>
              html`<li><button type="button" class="quiet" @click=${() => void this.choose(student)}>${student.name} · ${student.number}</button></li>`,
          )}
        </ul>`;
  }

  private showForm(student: StudentResponse): TemplateResult {
    return html`<h2>${student.name}</h2>
      ${this.balance.render(
        ({ sums }) => html`<form @submit=${(event: SubmitEvent) => void this.take(event, student)}>
          <p>${words.open}: <strong>${showMoney(sums.balance, sums.currency)}</strong></p>
          <label for="amount">${words.amount}</label>
          <input id="amount" name="amount" inputmode="decimal" required pattern="[0-9]+([.,][0-9]{1,2})?" .value=${sums.balance} />
          <label for="method">${words.method}</label>
          <select id="method" name="method">
            ${Object.entries(words.methods).map(([method, name]) => html`<option value=${method}>${name}</option>`)}
          </select>
          <label for="reference">${words.reference}</label>
          <input id="reference" name="reference" maxlength="100" autocomplete="off" />
          ${this.problem ? html`<p class="refused" role="alert">${this.problem.detail}</p>` : nothing}
          <div class="bar"><button type="submit" ?disabled=${this.busy}>${words.take}</button></div>
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

/** What is overdue, by month or of all. */
class FeesView extends Part {
  private readonly fees = new Pages<FeeResponse>(this);
  private readonly names = new Map<number, StudentResponse>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.ask('');
  }

  private ask(month: string): void {
    void this.fees.ask(async (after) => {
      const page = await api.fees.listFees({ overdue: true, limit: 50, ...(month && { month: `${month}-01` }), ...(after && { after }) });
      const id = [...new Set(page.items.flatMap((fee) => (fee.student_id === null ? [] : [fee.student_id])))];
      if (id.length > 0) {
        (await api.students.listStudents({ id, limit: 50 })).items.forEach((student) => this.names.set(student.id, student));
      }
      return page;
    });
  }

  protected override render(): TemplateResult {
    return html`<h1>${words.month_fees}</h1>
      <label>${words.month}
        <input type="month" @change=${(event: Event) => this.ask((event.target as HTMLInputElement).value)} />
      </label>
      ${this.fees.render((fees) =>
        table(
          words.month_fees,
          [
            { heading: texts.students.name, show: (fee) => (fee.student_id && this.names.get(fee.student_id)?.name) || '' },
            { heading: words.month, show: (fee) => showMonth(fee.month) },
            { heading: words.due, show: (fee) => showDay(fee.due_on) },
            { heading: words.amount, number: true, show: (fee) => showMoney(fee.amount, fee.currency) },
            { heading: texts.enroll.reason, show: (fee) => fee.discount_reason ?? '' },
          ],
          fees,
        ),
      )}`;
  }
}

customElements.define('payments-view', PaymentsView);
customElements.define('fees-view', FeesView);
