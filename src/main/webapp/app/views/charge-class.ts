import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { api } from '../api';
import type { SchoolClassResponse } from '../client';
import { showMoney, today } from '../locale';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { texts } from '../texts';

const words = texts.dues;

/** Of the class for the month: how many members there are, and who of them was charged before. */
interface Members {
  all: number;
  before: number;
  currency: string;
}

/** The same fee for all of a class, who were not charged for the month before: how many that is is said beforehand. */
class ChargeClass extends Part {
  static override properties = { term: { type: Number } };
  declare term: number;
  private readonly classes = new Asked<SchoolClassResponse[]>(this);
  private readonly members = new Asked<Members>(this);
  private readonly change = new Change(this);
  private done: string | undefined;
  private amount = '';

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('term')) {
      this.members.forget();
      void this.classes.ask(async () => (await api.classes.listClasses({ term_id: this.term, sort: 'code', limit: 500 })).items);
    }
  }

  private ask(form: HTMLFormElement): void {
    const asked = new FormData(form);
    const class_id = Number(asked.get('class'));
    const month = `${String(asked.get('month'))}-01`;
    this.amount = String(asked.get('amount')).trim().replace(',', '.');
    this.done = undefined;
    this.change.forget();
    if (class_id === 0 || month.length < 10) {
      this.members.forget();
      return;
    }
    void this.members.ask(async () => {
      const [members, fees, totals] = await Promise.all([
        api.classes.listMembers({ id: class_id, limit: 1, total: true }),
        api.fees.listFees({ class_id, month, limit: 1, total: true }),
        api.fees.getFeeTotals({ class_id }),
      ]);
      return { all: members.total ?? 0, before: fees.total ?? 0, currency: totals.currency };
    });
  }

  private async charge(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const asked = new FormData(form);
    const month = `${String(asked.get('month'))}-01`;
    await this.change.send(async (key) => {
      const result = await api.fees.chargeMany({
        Idempotency_Key: key,
        ChargeRequest: {
          class_id: Number(asked.get('class')),
          month,
          amount: this.amount,
          due_on: String(asked.get('due')),
        },
      });
      this.done = words.done(result.charged, result.skipped, result.departed);
      this.members.forget();
      this.dispatchEvent(new CustomEvent('charged', { detail: month }));
    });
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="charge">
      <h2 id="charge">${words.charge}</h2>
      ${this.classes.render((classes) => (classes.length ? this.showForm(classes) : html`<p class="state empty">${words.noClasses}</p>`))}
    </section>`;
  }

  private showForm(classes: SchoolClassResponse[]): TemplateResult {
    const month = today().substring(0, 7);
    return html`<form
      @change=${(event: Event) => this.ask((event.target as HTMLInputElement).form as HTMLFormElement)}
      @submit=${(event: SubmitEvent) => void this.charge(event)}
    >
      <label for="class">${words.class}</label>
      <select id="class" name="class" required>
        <option value=""></option>
        ${classes.map((group) => html`<option value=${group.id}>${group.name} · ${group.code}</option>`)}
      </select>
      <label for="month">${words.for}</label>
      <input id="month" name="month" type="month" required value=${month} />
      <label for="each">${words.amount}</label>
      <input id="each" name="amount" inputmode="decimal" required pattern="[0-9]+([.,][0-9]{1,2})?" autocomplete="off" />
      <label for="due">${words.dueOn}</label>
      <input id="due" name="due" type="date" required />
      ${this.change.render()}
      ${this.done ? html`<p role="status">${this.done}</p>` : this.showPreview()}
    </form>`;
  }

  private showPreview(): TemplateResult | typeof nothing {
    if (!this.members.value && !this.members.problem) {
      return nothing;
    }
    return this.members.render(({ all, before, currency }) => {
      const fresh = all - before;
      const sum = (Math.round(Number(this.amount) * 100) * fresh) / 100;
      return html`<p role="status">${words.preview(fresh, before, showMoney(sum.toFixed(2), currency))}</p>
        <div class="bar"><button type="submit" ?disabled=${this.change.busy || fresh === 0}>${words.submit(fresh)}</button></div>`;
    });
  }
}

customElements.define('charge-class', ChargeClass);
