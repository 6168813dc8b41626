import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api, tagOf } from '../api';
import type { Disclosure } from '../client';
import { showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { typed } from '../parts/form';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { table } from '../parts/table';
import { goTo } from '../router';
import { texts } from '../texts';

const words = texts.erase;

/** A student is erased for good: first what is held is shown, and then the number typed of whom it is. */
class EraseStudent extends Part {
  static override properties = { student: { type: Number } };
  declare student: number;
  private readonly held = new Asked<Disclosure>(this);
  private readonly change = new Change(this);

  private async look(): Promise<void> {
    await this.held.ask(() => api.students.discloseStudent({ id: this.student }));
    await this.updateComplete;
    this.querySelector<HTMLElement>('input')?.focus();
  }

  private leave(): void {
    this.held.forget();
    this.change.forget();
  }

  private async erase(event: SubmitEvent, { student }: Disclosure): Promise<void> {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('who') as HTMLInputElement;
    const who = typed(event).who?.toLowerCase();
    if (who !== student.number.toLowerCase() && who !== student.name.toLowerCase()) {
      field.setCustomValidity(words.other);
      field.reportValidity();
      return;
    }
    await this.change.send(async (key) => {
      await api.students.eraseStudent({ id: student.id, If_Match: tagOf(student), Idempotency_Key: key });
      say(words.done(student.number));
      goTo('/students');
    });
  }

  protected override render(): TemplateResult {
    const asked = this.held.value ?? this.held.problem;
    return html`<section class="card" aria-labelledby="erase">
      <h2 id="erase">${words.heading}</h2>
      ${asked
        ? this.held.render((held) => this.showHeld(held))
        : html`<p>${words.hint}</p>
            <p class="bar"><button type="button" class="bad" @click=${() => void this.look()}>${words.look}</button></p>`}
    </section>`;
  }

  private showHeld(held: Disclosure): TemplateResult {
    const kinds = Object.entries(held.held as Record<string, unknown[]>).filter(([, rows]) => rows.length > 0);
    const file = `/api/students/${this.student}/disclosure`;
    return html`${table(
        words.held,
        [
          { heading: words.held, show: ([kind]) => words.kinds[kind] ?? kind.replaceAll('_', ' ') },
          { heading: words.count, number: true, show: ([, rows]) => showNumber(rows.length) },
        ],
        kinds,
        words.nothing,
      )}
      <p>${words.what} <a href=${file} download>${words.file}</a></p>
      <form @submit=${(event: SubmitEvent) => void this.erase(event, held)}>
        <label>${words.confirm(held.student.name, held.student.number)}
          <input name="who" required autocomplete="off" spellcheck="false" @input=${(event: InputEvent) =>
            (event.target as HTMLInputElement).setCustomValidity('')} />
        </label>
        ${this.change.render()}
        <p class="bar">
          <button type="submit" class="bad" ?disabled=${this.change.busy}>${words.erase}</button>
          <button type="button" class="quiet" @click=${() => this.leave()}>${texts.actions.cancel}</button>
        </p>
      </form>`;
  }
}

customElements.define('erase-student', EraseStudent);
