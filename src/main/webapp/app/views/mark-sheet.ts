import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { api, passing, problemOf, tagOf } from '../api';
import type { Distribution, Mark, MarksRequestItem, MarksResultItem, TestResponse } from '../client';
import { showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { texts } from '../texts';

const words = texts.sheet;

/** What a cell may hold besides a number. */
const LETTERS: Record<string, 'absent' | 'excused'> = { a: 'absent', e: 'excused' };

const bar = (place: number, height: number) =>
  svg`<rect x=${place * 10 + 1} y=${31 - height} width="8" height=${height + 1}></rect>`;

const stateOf = (published: boolean) => (published ? texts.teaching.published : texts.teaching.draft);

/** A cell that is not as it is stored: it is to be sent, has been, or was refused. */
interface Cell {
  text: string;
  sent?: boolean;
  fault?: string;
  stored?: string;
}

/** The marks of a test like a spreadsheet: by keyboard alone, pasted from one, saved a cell at a time. */
class MarkSheet extends Part {
  static override properties = { test: { type: Number } };
  declare test: number;
  private readonly about = new Asked(this, () => api.marks.getTest({ id: this.test }));
  private readonly marks = new Asked(this, async () => (await api.marks.listMarks({ id: this.test })).items);
  private readonly distribution = new Asked(this, () => api.marks.getDistribution({ id: this.test }));
  private readonly change = new Change(this);
  private readonly publication = new Change(this);
  private readonly cells = new Map<number, Cell>();
  private readonly earlier: { student: number; text: string }[] = [];
  private reason = '';

  private shown(mark: Mark): string {
    if (mark.state === 'absent' || mark.state === 'excused') {
      return mark.state.charAt(0);
    }
    return mark.score === null ? '' : String(mark.score);
  }

  private async save(rows: { mark: Mark; text: string }[]): Promise<void> {
    rows.forEach(({ mark, text }) => {
      if (text.trim() === this.shown(mark)) {
        this.cells.delete(mark.student_id);
      } else {
        this.cells.set(mark.student_id, { text });
      }
    });
    await this.change.send(() => this.send());
  }

  /** All that is not sent yet, with what did not reach the service before. */
  private async send(): Promise<void> {
    const rows = (this.marks.value ?? []).flatMap((mark) => {
      const cell = this.cells.get(mark.student_id);
      return cell && !cell.sent && !cell.fault ? [{ mark, cell, item: this.item(mark, cell.text) }] : [];
    });
    if (rows.length === 0) {
      return;
    }
    rows.forEach(({ cell }) => (cell.sent = true));
    try {
      const cleared = rows.filter(({ cell }) => !cell.text.trim());
      await Promise.all(cleared.map(({ mark }) => this.clear(mark)));
      const given = rows.filter(({ cell }) => cell.text.trim());
      if (given.length > 0) {
        const marks = given.map(({ item }) => item);
        const done = await api.marks.markMany({ id: this.test, MarksRequest: { marks, atomic: false, ...(this.reason && { reason: this.reason }) } });
        await Promise.all(done.items.map((result, i) => given[i] && this.answered(given[i], result)));
        say(words.saved(done.added + done.changed));
      }
      void this.distribution.again();
    } finally {
      rows.forEach(({ cell }) => (cell.sent = false));
    }
  }

  /** An empty cell is no mark, and not the score 0. */
  private async clear(mark: Mark): Promise<void> {
    try {
      await api.marks.deleteMark({ id: this.test, student_id: mark.student_id, If_Match: tagOf(mark), ...(this.reason && { reason: this.reason }) });
      this.earlier.push({ student: mark.student_id, text: this.shown(mark) });
      Object.assign(mark, { state: null, score: null, version: 0 });
      this.cells.delete(mark.student_id);
      say(words.cleared);
    } catch (error) {
      const problem = await problemOf(error);
      if (passing(problem)) {
        throw error;
      }
      await this.refuse(mark, '', problem.detail, problem.status === 412);
    }
  }

  private item(mark: Mark, text: string): MarksRequestItem {
    const state = LETTERS[text.trim().toLowerCase()];
    const given = { student_id: mark.student_id, version: mark.version };
    return state ? { ...given, state } : { ...given, score: Number(text.trim().replace(',', '.')) };
  }

  private async answered({ mark, cell, item }: { mark: Mark; cell: Cell; item: MarksRequestItem }, result: MarksResultItem): Promise<void> {
    if (result.status < 300) {
      this.earlier.push({ student: mark.student_id, text: this.shown(mark) });
      this.keep(mark, item, result.version);
      if (this.cells.get(mark.student_id) === cell) {
        this.cells.delete(mark.student_id);
      }
    } else {
      await this.refuse(mark, cell.text, result.detail ?? '', result.status === 412 || result.status === 409);
    }
  }

  private keep(mark: Mark, sent: MarksRequestItem, version: number): void {
    mark.state = sent.state ?? 'marked';
    mark.score = sent.score ?? null;
    mark.version = version;
  }

  /** Who was overtaken sees what is stored now, and may store the own again over it, or keep that. */
  private async refuse(mark: Mark, text: string, fault: string, overtaken: boolean): Promise<void> {
    if (!overtaken) {
      this.cells.set(mark.student_id, { text, fault });
      return;
    }
    const now = await api.marks.getMark({ id: this.test, student_id: mark.student_id });
    Object.assign(mark, { state: now.state, score: now.score, version: now.version });
    if (this.shown(mark) === text.trim()) {
      this.cells.delete(mark.student_id);
    } else {
      this.cells.set(mark.student_id, { text, fault: words.overtaken, stored: this.shown(mark) });
    }
  }

  private drop(mark: Mark): void {
    this.cells.delete(mark.student_id);
    this.requestUpdate();
  }

  private undo(): void {
    const last = this.earlier.pop();
    const mark = this.marks.value?.find((other) => other.student_id === last?.student);
    if (last && mark) {
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
                <input .value=${this.reason} @input=${(event: InputEvent) => (this.reason = (event.target as HTMLInputElement).value)} />
              </label>`
            : nothing}`,
      )}
      ${this.publication.render()} ${this.change.render()}
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
              <button type="button" class="quiet" @click=${() => void this.save([{ mark, text: cell.text }])}>${texts.conflict.saveMine}</button>
              ${cell.stored === undefined ? nothing : html`<button type="button" class="quiet" @click=${() => this.drop(mark)}>${texts.conflict.keepTheirs}</button>`}</p>`
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
