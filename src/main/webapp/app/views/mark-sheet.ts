import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { api, problemOf, tagged } from '../api';
import type { Distribution, Mark, MarksRequestItem, Problem, TestResponse } from '../client';
import { showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { texts } from '../texts';

const words = texts.sheet;

/** What a cell may hold besides a number. */
const LETTERS: Record<string, 'absent' | 'excused'> = { a: 'absent', e: 'excused' };

const bar = (place: number, height: number) =>
  svg`<rect x=${place * 10 + 1} y=${31 - height} width="8" height=${height + 1}></rect>`;

/** A cell that is not as it is stored: it is being saved, or was refused. */
interface Cell {
  text: string;
  fault?: string;
  stored?: string;
}

/** The marks of a test like a spreadsheet: by keyboard alone, pasted from one, saved a cell at a time. */
class MarkSheet extends Part {
  static override properties = { test: { type: Number } };
  declare test: number;
  private readonly about = new Asked<{ value: TestResponse; tag: string }>(this);
  private readonly marks = new Asked<Mark[]>(this);
  private readonly distribution = new Asked<Distribution>(this);
  private readonly cells = new Map<number, Cell>();
  private readonly earlier: { student: number; text: string }[] = [];
  private reason = '';
  private problem: Problem | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.askTest();
    void this.marks.ask(async () => (await api.marks.listMarks({ id: this.test })).items);
    this.askDistribution();
  }

  private askTest(): void {
    void this.about.ask(() => tagged(api.marks.getTestRaw({ id: this.test })));
  }

  private askDistribution(): void {
    void this.distribution.ask(() => api.marks.getDistribution({ id: this.test }));
  }

  private shown(mark: Mark): string {
    if (mark.state === 'absent' || mark.state === 'excused') {
      return mark.state.charAt(0);
    }
    return mark.score === null ? '' : String(mark.score);
  }

  private async save(rows: { mark: Mark; text: string }[]): Promise<void> {
    const changed = rows.filter(({ mark, text }) => text.trim() !== this.shown(mark));
    if (changed.length === 0) {
      return;
    }
    const marks: MarksRequestItem[] = changed.map(({ mark, text }) => {
      const state = LETTERS[text.trim().toLowerCase()];
      const given = { student_id: mark.student_id, version: mark.version };
      return state ? { ...given, state } : { ...given, score: Number(text.trim().replace(',', '.')) };
    });
    changed.forEach(({ mark, text }) => this.cells.set(mark.student_id, { text }));
    this.problem = undefined;
    try {
      const done = await api.marks.markMany({ id: this.test, MarksRequest: { marks, atomic: false, ...(this.reason && { reason: this.reason }) } });
      for (const [i, item] of done.items.entries()) {
        const row = changed[i];
        if (row && item.status < 300) {
          this.earlier.push({ student: row.mark.student_id, text: this.shown(row.mark) });
          this.keep(row.mark, marks[i], item.version);
          this.cells.delete(row.mark.student_id);
        } else if (row) {
          await this.refuse(row.mark, row.text, item.detail ?? '', item.status === 412 || item.status === 409);
        }
      }
      say(words.saved(done.added + done.changed));
      this.askDistribution();
    } catch (error) {
      this.problem = await problemOf(error);
    }
    this.requestUpdate();
  }

  private keep(mark: Mark, sent: MarksRequestItem | undefined, version: number): void {
    mark.state = sent?.state ?? 'marked';
    mark.score = sent?.score ?? null;
    mark.version = version;
  }

  /** Who was overtaken sees what is stored now, and may store the own again over it. */
  private async refuse(mark: Mark, text: string, fault: string, overtaken: boolean): Promise<void> {
    if (!overtaken) {
      this.cells.set(mark.student_id, { text, fault });
      return;
    }
    const now = await api.marks.getMark({ id: this.test, student_id: mark.student_id });
    Object.assign(mark, { state: now.state, score: now.score, version: now.version });
    this.cells.set(mark.student_id, { text, fault: words.overtaken, stored: this.shown(mark) });
  }

  private undo(): void {
    const last = this.earlier.pop();
    const mark = this.marks.value?.find((other) => other.student_id === last?.student);
    if (last && mark && last.text) {
      void this.save([{ mark, text: last.text }]).then(() => this.earlier.pop());
    }
  }

  private typed(event: KeyboardEvent, row: number): void {
    const step = event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      this.querySelectorAll<HTMLInputElement>('input.mark')[row + step]?.focus();
    } else if (event.key === 'z' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.undo();
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
      void this.save(rows);
    }
  }

  private async publish(test: TestResponse, tag: string): Promise<void> {
    this.problem = undefined;
    try {
      if (test.published_at) {
        await api.marks.withdrawTest({ id: test.id, If_Match: tag });
      } else {
        await api.marks.publishTest({ id: test.id, If_Match: tag });
      }
    } catch (error) {
      this.problem = await problemOf(error);
    }
    this.askTest();
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`${this.about.render(
        ({ value, tag }) => html`<h1>${value.title}</h1>
          <p class="bar">
            <span>${texts.teaching.maximum}: ${showNumber(value.maximum)}</span>
            <span>${value.published_at ? texts.teaching.published : texts.teaching.draft}</span>
            <button type="button" class="quiet" @click=${() => void this.publish(value, tag)}>
              ${value.published_at ? words.takeBack : words.publish}
            </button>
          </p>
          ${value.published_at
            ? html`<label>${words.reason}
                <input .value=${this.reason} @input=${(event: InputEvent) => (this.reason = (event.target as HTMLInputElement).value)} />
              </label>`
            : nothing}`,
      )}
      ${this.problem ? html`<p class="refused" role="alert">${this.problem.detail}</p>` : nothing}
      <p class="state">${words.hint}</p>
      ${this.distribution.render((distribution) => this.showDistribution(distribution))}
      ${this.marks.render((marks) => this.showMarks(marks))}`;
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
    const cell = this.cells.get(mark.student_id);
    const fault = `fault-${mark.student_id}`;
    const left = (event: FocusEvent) => void this.save([{ mark, text: (event.target as HTMLInputElement).value }]);
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
          .value=${cell?.text ?? this.shown(mark)}
          @change=${left}
          @keydown=${(event: KeyboardEvent) => this.typed(event, row)}
          @paste=${(event: ClipboardEvent) => this.pasted(event, row)}
        />
        ${cell?.fault
          ? html`<p class="refused" id=${fault}>${cell.fault} ${cell.stored === undefined ? nothing : html`${texts.conflict.theirs}: ${cell.stored}`}
              <button type="button" class="quiet" @click=${() => void this.save([{ mark, text: cell.text }])}>${words.again}</button></p>`
          : nothing}
      </td>
    </tr>`;
  }

  /** Ten bars, a tenth of the maximum each. */
  private showDistribution(distribution: Distribution): TemplateResult {
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
