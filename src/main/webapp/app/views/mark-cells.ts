import type { nothing, ReactiveControllerHost, TemplateResult } from 'lit';
import { api, passing, problemOf, tagOf } from '../api';
import type { Mark, MarksRequestItem, MarksResultItem } from '../client';
import type { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { say } from '../parts/said';
import { texts } from '../texts';

const words = texts.sheet;

/** What a cell may hold besides a number. */
const LETTERS: Record<string, 'absent' | 'excused'> = { a: 'absent', e: 'excused' };

/** A score with at most two decimals, or one of the letters. */
const READABLE = /^(\d{1,5}([.,]\d{1,2})?|[ae])$/i;

/** A cell that is not as it is stored: it is to be sent, has been, or was refused. */
interface Cell {
  text: string;
  sent?: boolean;
  fault?: string;
  stored?: string;
}

/** A mark as a cell has it. */
export function shown(mark: Mark): string {
  if (mark.state === 'absent' || mark.state === 'excused') {
    return mark.state.charAt(0);
  }
  return mark.score === null ? '' : String(mark.score);
}

/** The cells of a mark sheet on their way into the database: each is stored, refused, or overtaken by itself, and the last taken back. */
export class MarkCells {
  /** Why marks of a published test become others. */
  reason = '';
  private readonly change: Change;
  private readonly cells = new Map<number, Cell>();
  private readonly earlier: { student: number; text: string }[] = [];

  /** @param saved called when marks are others than before */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly test: () => number,
    private readonly marks: Asked<Mark[]>,
    private readonly saved: () => void,
  ) {
    this.change = new Change(host);
  }

  /** What a cell has that is not stored so. */
  of(mark: Mark): Cell | undefined {
    return this.cells.get(mark.student_id);
  }

  render(): TemplateResult | typeof nothing {
    return this.change.render();
  }

  async save(rows: { mark: Mark; text: string }[]): Promise<void> {
    rows.forEach(({ mark, text }) => {
      if (text.trim() === shown(mark)) {
        this.cells.delete(mark.student_id);
      } else {
        const readable = !text.trim() || READABLE.test(text.trim());
        this.cells.set(mark.student_id, readable ? { text } : { text, fault: words.unreadable });
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
        const done = await api.marks.markMany({ id: this.test(), MarksRequest: { marks, atomic: false, ...(this.reason && { reason: this.reason }) } });
        await Promise.all(done.items.map((result, i) => given[i] && this.answered(given[i], result)));
        const saved = done.added + done.changed;
        if (saved > 0) {
          say(words.saved(saved));
        }
      }
      this.saved();
    } finally {
      rows.forEach(({ cell }) => (cell.sent = false));
    }
  }

  /** An empty cell is no mark, and not the score 0. */
  private async clear(mark: Mark): Promise<void> {
    try {
      await api.marks.deleteMark({ id: this.test(), student_id: mark.student_id, If_Match: tagOf(mark), ...(this.reason && { reason: this.reason }) });
      this.earlier.push({ student: mark.student_id, text: shown(mark) });
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
      this.earlier.push({ student: mark.student_id, text: shown(mark) });
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
    const now = await api.marks.getMark({ id: this.test(), student_id: mark.student_id });
    Object.assign(mark, { state: now.state, score: now.score, version: now.version });
    if (shown(mark) === text.trim()) {
      this.cells.delete(mark.student_id);
    } else {
      this.cells.set(mark.student_id, { text, fault: words.overtaken, stored: shown(mark) });
    }
  }

  drop(mark: Mark): void {
    this.cells.delete(mark.student_id);
    this.host.requestUpdate();
  }

  undo(): void {
    const last = this.earlier.pop();
    const mark = this.marks.value?.find((other) => other.student_id === last?.student);
    if (last && mark) {
      void this.save([{ mark, text: last.text }]).then(() => this.earlier.pop());
    }
  }
}
