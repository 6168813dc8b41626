import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { api } from '../api';
import type { ChargeRequest, ChargeResult, ChargeResultItem, SchoolClassResponse } from '../client';
import { byName, showMoney, today } from '../locale';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Names } from '../parts/names';
import { Part } from '../parts/part';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.dues;

/** What would become of each, and what that is in all. */
interface Preview {
  result: ChargeResult;
  sum: string;
}

/** The same fee for all of a class: what would become of each is shown beforehand, and stored by the second click. */
class ChargeClass extends Part {
  static override properties = { term: { type: Number } };
  declare term: number;
  private readonly classes = new Asked<SchoolClassResponse[]>(this);
  private readonly preview = new Asked<Preview>(this);
  private readonly names = new Names();
  private readonly change = new Change(this);
  private done: string | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('term')) {
      this.preview.forget();
      void this.classes.ask(async () => {
        const { items } = await api.classes.listClasses({ term_id: this.term, sort: 'code', limit: 500 });
        return items.sort((one, other) => byName.compare(one.code, other.code));
      });
    }
  }

  private asked(form: HTMLFormElement): ChargeRequest {
    const asked = new FormData(form);
    return {
      class_id: Number(asked.get('class')),
      month: `${String(asked.get('month'))}-01`,
      amount: String(asked.get('amount')).trim().replace(',', '.'),
      due_on: String(asked.get('due')),
    };
  }

  /** Nothing is stored by this. */
  private look(form: HTMLFormElement): void {
    this.done = undefined;
    this.change.forget();
    this.preview.forget();
    if (form.checkValidity()) {
      void this.preview.ask(() => this.tried(this.asked(form)));
    }
  }

  private async tried(asked: ChargeRequest): Promise<Preview> {
    const [result, totals] = await Promise.all([
      api.fees.chargeMany({ ChargeRequest: { ...asked, dry_run: true } }),
      api.fees.getFeeTotals({ class_id: asked.class_id ?? 0 }),
    ]);
    await this.names.know(result.items.map(({ student_id }) => student_id));
    const sum = (Math.round(Number(asked.amount) * 100) * result.charged) / 100;
    return { result, sum: showMoney(sum.toFixed(2), totals.currency) };
  }

  private async charge(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const ChargeRequest = this.asked(event.target as HTMLFormElement);
    await this.change.send(async (key) => {
      const result = await api.fees.chargeMany({ Idempotency_Key: key, ChargeRequest });
      this.done = words.done(result.charged, result.skipped, result.departed);
      this.preview.forget();
      this.dispatchEvent(new CustomEvent('charged', { detail: ChargeRequest.month }));
    });
  }

  protected override render(): TemplateResult {
    return html`${this.classes.render((classes) =>
      classes.length ? this.showForm(classes) : html`<p class="state empty">${words.noClasses}</p>`,
    )}`;
  }

  private showForm(classes: SchoolClassResponse[]): TemplateResult {
    const month = today().substring(0, 7);
    return html`<form
      @change=${(event: Event) => this.look((event.target as HTMLInputElement).form as HTMLFormElement)}
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
      ${this.change.render({ month: words.for, amount: words.amount, due_on: words.dueOn })}
      ${this.done ? html`<p role="status">${this.done}</p>` : this.showPreview()}
    </form>`;
  }

  private showPreview(): TemplateResult | typeof nothing {
    if (!this.preview.value && !this.preview.problem) {
      return nothing;
    }
    return this.preview.render(({ result, sum }) => {
      const { charged, skipped, departed, items } = result;
      return html`<p role="status">${words.preview(charged, sum, skipped, departed)}</p>
        <div class="bar"><button type="submit" ?disabled=${this.change.busy || charged === 0}>${words.submit(charged)}</button></div>
        <details>
          <summary>${words.each}</summary>
          ${this.showEach(items)}
        </details>`;
    });
  }

  private showEach(items: ChargeResultItem[]): TemplateResult {
    return table(
      words.each,
      [
        { heading: texts.students.name, show: ({ student_id }) => this.names.link(student_id) },
        { heading: words.outcome, show: ({ outcome }) => words.outcomes[outcome] },
      ],
      items,
    );
  }
}

customElements.define('charge-class', ChargeClass);
