import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Balance } from '../client';
import { showDay, showMoney, showMonth } from '../locale';
import { Asked } from '../parts/asked';
import { Part } from '../parts/part';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.own;

/** What a student owes, with the fees that are open. */
class StudentBalance extends Part {
  static override properties = { student: { type: Number } };
  declare student: number;
  private readonly balance = new Asked<Balance>(this, () => api.payments.getBalance({ id: this.student }));

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="balance">
      <h2 id="balance">${words.balance}</h2>
      ${this.balance.render((balance) => this.showBalance(balance))}
    </section>`;
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

customElements.define('student-balance', StudentBalance);
