import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Promotion, PromotionItem, PromotionItemOutcomeEnum, SchoolClassResponse } from '../client';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Choice } from '../parts/search';
import { table } from '../parts/table';
import { goTo } from '../router';
import { texts } from '../texts';

const words = texts.promotion;

/** As many as a page has. */
const MANY = 500;

/** A class moves up: first what would become of each, with exceptions, then for good. */
class PromotionView extends Part {
  static override properties = { of: { type: Number } };
  declare of: number;
  private into: SchoolClassResponse | undefined;
  private on = '';
  private keep = true;
  private readonly outcomes = new Map<number, PromotionItemOutcomeEnum>();
  private preview: Promotion | undefined;
  private readonly about = new Asked(this, () => api.classes.getClass({ id: this.of }));
  private readonly change = new Change(this);
  private readonly classes = new Choice<SchoolClassResponse>(
    this,
    words.into,
    (asked) => this.later(asked),
    (row) => `${row.name} · ${row.code}`,
    (row) => {
      this.into = row;
      void this.look();
    },
  );

  /** Of the classes that fit, those whose term begins after the one of this class. */
  private async later({ q, limit }: { q: string; limit: number }): Promise<{ items: SchoolClassResponse[] }> {
    const [{ items }, terms] = await Promise.all([api.classes.listClasses({ q, limit: MANY }), api.terms.listTerms({ limit: MANY, sort: 'begins_on' })]);
    const begins = new Map(terms.items.map((term) => [term.id, term.begins_on]));
    const own = begins.get(this.about.value?.term_id ?? 0) ?? '';
    return { items: items.filter((row) => (begins.get(row.term_id) ?? '') > own).slice(0, limit) };
  }

  private async promote(dry_run: boolean, key?: string): Promise<Promotion> {
    const those = (outcome: PromotionItemOutcomeEnum) => [...this.outcomes].flatMap(([id, chosen]) => (chosen === outcome ? [id] : []));
    return api.classes.promoteClass({
      id: this.of,
      PromotionRequest: {
        class_id: this.into?.id ?? 0,
        on: this.on || null,
        keep_roll_numbers: this.keep,
        except: those('stays'),
        leaving: those('leaves'),
        dry_run,
      },
      ...(key && { Idempotency_Key: key }),
    });
  }

  /** Nothing is stored by this. */
  private async look(): Promise<void> {
    this.preview = undefined;
    await this.change.send(async () => {
      this.preview = await this.promote(true);
    });
  }

  private async go(): Promise<void> {
    await this.change.send(async (key) => {
      const { items } = await this.promote(false, key);
      say(words.done(items.filter((item) => item.outcome === 'moves').length));
      goTo(`/classes/${this.into?.id}`);
    });
  }

  private choose(item: PromotionItem, outcome: PromotionItemOutcomeEnum): void {
    this.outcomes.set(item.student_id, outcome);
    void this.look();
  }

  protected override render(): TemplateResult {
    return html`${this.about.render((about) => html`<h1>${words.heading(about.name)}</h1>`)}
      <section class="card" aria-label=${words.into}>
        ${this.classes.render()}
        ${this.into ? html`<p>${words.chosen}: <strong>${this.into.name} · ${this.into.code}</strong></p>` : nothing}
        <label for="on">${words.on}</label>
        <input id="on" type="date" @change=${(event: Event) => this.set(() => (this.on = (event.target as HTMLInputElement).value))} />
        <label class="choice">
          <input type="checkbox" ?checked=${this.keep} @change=${(event: Event) => this.set(() => (this.keep = (event.target as HTMLInputElement).checked))} />
          ${words.keep}
        </label>
      </section>
      ${this.change.render()} ${this.preview ? this.showPreview(this.preview) : nothing}`;
  }

  private set(value: () => void): void {
    value();
    if (this.into) {
      void this.look();
    }
  }

  private showPreview({ items }: Promotion): TemplateResult {
    const moving = items.filter((item) => item.outcome === 'moves').length;
    return html`<h2>${words.preview}</h2>
      <p class="bar"><button type="button" ?disabled=${this.change.busy || moving === 0} @click=${() => void this.go()}>${words.go(moving)}</button></p>
      ${table(
        words.preview,
        [
          { heading: texts.students.name, show: (item) => item.name },
          { heading: texts.students.number, show: (item) => item.number },
          { heading: words.outcome, show: (item) => this.showOutcome(item) },
        ],
        items,
      )}`;
  }

  private showOutcome(item: PromotionItem): TemplateResult {
    return html`<select aria-label=${`${words.outcome}: ${item.name}, ${item.number}`} @change=${(event: Event) =>
      this.choose(item, (event.target as HTMLSelectElement).value as PromotionItemOutcomeEnum)}>
      ${Object.entries(words.outcomes).map(([value, name]) => html`<option value=${value} ?selected=${value === item.outcome}>${name}</option>`)}
    </select>`;
  }
}

customElements.define('promotion-view', PromotionView);
