import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { FeeTotals, FeeTotalsOfClass, TermResponse } from '../client';
import { byName, showMoney, showMonth, showNumber, today } from '../locale';
import { Asked } from '../parts/asked';
import { Part } from '../parts/part';
import { table } from '../parts/table';
import { texts } from '../texts';
import './charge-class';

const words = texts.dues;

/** What the classes of a term owe, by month, and charging them. */
class DuesView extends Part {
  private readonly terms = new Asked<TermResponse[]>(this, async () => {
    const { items } = await api.terms.listTerms({ sort: '-begins_on', limit: 100 });
    // that which is going on; of one within another, the whole: classes are of school years mostly
    const now = today();
    const begun = items.filter((term) => term.begins_on <= now);
    this.choose((begun.find((term) => term.parent_id === null) ?? begun[0] ?? items[0])?.id);
    return items;
  });
  private readonly totals = new Asked<FeeTotals>(this);
  private term: number | undefined;
  private month = '';

  private choose(term: number | undefined): void {
    this.term = term;
    if (term !== undefined) {
      void this.totals.ask(async () => {
        const totals = await api.fees.getFeeTotals({ term_id: term });
        totals.items.sort((one, other) => byName.compare(one.code, other.code) || one.month.localeCompare(other.month));
        this.month = totals.items.map((item) => item.month).filter((month) => month <= today()).sort().pop() ?? '';
        return totals;
      });
    }
  }

  private async charged(month: string): Promise<void> {
    await this.totals.again();
    this.narrow(month);
  }

  private narrow(month: string): void {
    this.month = month;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.dues}</h1>
      ${this.terms.render((terms) => (this.term === undefined ? html`<p class="state empty">${words.noTerms}</p>` : this.showTerm(terms, this.term)))}`;
  }

  private showTerm(terms: TermResponse[], term: number): TemplateResult {
    return html`<label class="search">${words.term}
        <select @change=${(event: Event) => this.choose(Number((event.target as HTMLSelectElement).value))}>
          ${terms.map((other) => html`<option value=${other.id} ?selected=${other.id === term}>${other.name} · ${other.code}</option>`)}
        </select>
      </label>
      <details class="card">
        <summary>${words.charge}</summary>
        <charge-class .term=${term} @charged=${(event: CustomEvent<string>) => void this.charged(event.detail)}></charge-class>
      </details>
      ${this.totals.render((totals) => this.showTotals(totals))}`;
  }

  private showTotals({ currency, items, open }: FeeTotals): TemplateResult {
    const months = [...new Set(items.map((item) => item.month))].sort();
    const shown = this.month ? items.filter((item) => item.month === this.month) : items;
    const money = (heading: string, value: (item: FeeTotalsOfClass) => string) => ({
      heading,
      number: true,
      show: (item: FeeTotalsOfClass) => showMoney(value(item), currency),
    });
    return html`${months.length > 1
        ? html`<label class="search">${texts.payment.month}
            <select @change=${(event: Event) => this.narrow((event.target as HTMLSelectElement).value)}>
              <option value="">${words.allMonths}</option>
              ${months.map((month) => html`<option value=${month} ?selected=${month === this.month}>${showMonth(month)}</option>`)}
            </select>
          </label>`
        : nothing}
      <p class="number">${words.sum}: <strong>${showMoney(open, currency)}</strong></p>
      ${table(
        texts.nav.dues,
        [
          { heading: words.class, show: (item) => html`<span>${item.name} <small>${item.code}</small></span>` },
          { heading: texts.payment.month, show: (item) => showMonth(item.month) },
          { heading: words.students, number: true, show: (item) => showNumber(item.students) },
          money(words.charged, (item) => item.charged),
          money(words.discounted, (item) => item.discounted),
          money(words.paid, (item) => item.paid),
          money(words.open, (item) => item.open),
          money(words.overdue, (item) => item.overdue),
        ],
        shown,
        words.nothing,
      )}`;
  }
}

customElements.define('dues-view', DuesView);
