import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Distribution, Mark, Me, TestResponse } from '../client';
import { showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { texts } from '../texts';
import { MarkCells, shown } from './mark-cells';
import { MarkChanges } from './mark-changes';

const words = texts.sheet;

const bar = (place: number, height: number) =>
  svg`<rect x=${place * 10 + 1} y=${31 - height} width="8" height=${height + 1}></rect>`;

const stateOf = (published: boolean) => (published ? texts.teaching.published : texts.teaching.draft);

/** The marks of a test like a spreadsheet: by keyboard alone, pasted from one, saved a cell at a time. */
class MarkSheet extends Part {
  static override properties = { test: { type: Number }, me: { attribute: false } };
  declare test: number;
  declare me: Me;
  private readonly about = new Asked(this, () => api.marks.getTest({ id: this.test }));
  private readonly marks = new Asked(this, async () => (await api.marks.listMarks({ id: this.test })).items);
  private readonly distribution = new Asked(this, () => api.marks.getDistribution({ id: this.test }));
  private readonly cells = new MarkCells(this, () => this.test, this.marks, () => this.saved());
  private readonly changes = new MarkChanges(
    this,
    () => this.test,
    () => this.me,
  );
  private readonly publication = new Change(this);

  private saved(): void {
    void this.distribution.again();
    void this.changes.again();
  }

  private typed(event: KeyboardEvent, row: number): void {
    const step = event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      this.querySelectorAll<HTMLInputElement>('input.mark')[row + step]?.focus();
    } else if (event.key === 'z' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.cells.undo();
    }
  }

  /** A column of a spreadsheet fills this cell and those below it. */
  private pasted(event: ClipboardEvent, row: number): void {
    const lines = (event.clipboardData?.getData('text') ?? '').trim().split(/\r?\n/);
    const marks = this.marks.value;
    if (lines.length > 1 && marks) {
      event.preventDefault();
      const rows = lines.flatMap((text, i) => {
        const mark = marks[row + i];
        return mark ? [{ mark, text: text.split('\t')[0] ?? '' }] : [];
      });
      void this.cells.save(rows);
    }
  }

  private async publish(test: TestResponse): Promise<void> {
    const { id } = test;
    const published = !test.published_at;
    await this.publication.edit(test, {
      read: () => api.marks.getTest({ id }),
      write: async (tag) => {
        await (published ? api.marks.publishTest({ id, If_Match: tag }) : api.marks.withdrawTest({ id, If_Match: tag }));
        return api.marks.getTest({ id });
      },
      typed: { [texts.student.state]: stateOf(published) },
      told: (now) => ({ [texts.student.state]: stateOf(!!now.published_at) }),
      done: () => void this.about.again(),
    });
  }

  protected override render(): TemplateResult {
    return html`${this.about.render(
        (test) => html`<h1>${test.title}</h1>
          <p class="bar">
            <span>${texts.teaching.maximum}: ${showNumber(test.maximum)}</span>
            <span>${stateOf(!!test.published_at)}</span>
            <button type="button" class="quiet" @click=${() => void this.publish(test)}>
              ${test.published_at ? words.takeBack : words.publish}
            </button>
          </p>
          ${test.published_at
            ? html`<label>${words.reason}
                <input .value=${this.cells.reason} @input=${(event: InputEvent) => (this.cells.reason = (event.target as HTMLInputElement).value)} />
              </label>`
            : nothing}`,
      )}
      ${this.publication.render()} ${this.cells.render()}
      <p class="state">${words.hint}</p>
      ${this.distribution.render((distribution) => this.showDistribution(distribution))}
      ${this.marks.render((marks) => html`${this.changes.render(marks)} ${this.showMarks(marks)}`)}`;
  }

  private showMarks(marks: Mark[]): TemplateResult {
    return html`<table>
      <caption class="unseen">${texts.student.marks}</caption>
      <thead>
        <tr>
          <th scope="col">${texts.students.number}</th>
          <th scope="col">${texts.students.name}</th>
          <th scope="col">${texts.marks.score}</th>
        </tr>
      </thead>
      <tbody>
        ${marks.map((mark, row) => this.showMark(mark, row))}
      </tbody>
    </table>`;
  }

  private showMark(mark: Mark, row: number): TemplateResult {
    const cell = this.cells.of(mark);
    const fault = `fault-${mark.student_id}`;
    const left = (event: FocusEvent) => void this.cells.save([{ mark, text: (event.target as HTMLInputElement).value }]);
    return html`<tr>
      <td data-heading=${texts.students.number}>${mark.number}</td>
      <td data-heading=${texts.students.name}>${mark.name}</td>
      <td data-heading=${texts.marks.score}>
        <input
          class="mark"
          inputmode="decimal"
          autocomplete="off"
          aria-label=${`${texts.marks.score}: ${mark.name}, ${mark.number}`}
          aria-invalid=${cell?.fault ? 'true' : 'false'}
          aria-describedby=${cell?.fault ? fault : nothing}
          .value=${cell?.text ?? shown(mark)}
          @change=${left}
          @keydown=${(event: KeyboardEvent) => this.typed(event, row)}
          @paste=${(event: ClipboardEvent) => this.pasted(event, row)}
        />
        ${cell?.fault
          ? html`<p class="refused" id=${fault}>${cell.fault} ${cell.stored === undefined ? nothing : html`${texts.conflict.theirs}: ${cell.stored}`}
              <button type="button" class="quiet" @click=${() => void this.cells.save([{ mark, text: cell.text }])}>${cell.stored === undefined ? texts.states.again : texts.conflict.saveMine}</button>
              ${cell.stored === undefined ? nothing : html`<button type="button" class="quiet" @click=${() => this.cells.drop(mark)}>${texts.conflict.keepTheirs}</button>`}</p>`
          : nothing}
      </td>
    </tr>`;
  }

  /** Ten bars, a tenth of the maximum each. */
  private showDistribution(distribution: Distribution): TemplateResult {
    if (distribution.marked === 0) {
      return html``;
    }
    const most = Math.max(1, ...distribution.tenths);
    const told = distribution.tenths.map((count, i) => `${i * 10}–${(i + 1) * 10} %: ${count}`).join(', ');
    return html`<figure class="card">
      <figcaption>${words.distribution(distribution.marked, showNumber(distribution.mean), showNumber(distribution.median))}</figcaption>
      <svg class="bars" viewBox="0 0 100 32" preserveAspectRatio="none" role="img" aria-label=${told}>
        ${distribution.tenths.map((count, i) => bar(i, (30 * count) / most))}
      </svg>
    </figure>`;
  }
}

customElements.define('mark-sheet', MarkSheet);
