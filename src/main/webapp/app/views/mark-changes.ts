import { html } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { api } from '../api';
import type { Mark, MarkChange, Me } from '../client';
import { showNumber } from '../locale';
import { Actors } from '../parts/actors';
import { Pages } from '../parts/pages';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.sheet;

/** What became of marks since the test was first published, the latest first: from what to what, by whom, and why. */
export class MarkChanges {
  private readonly actors: Actors;
  private readonly changes: Pages<MarkChange>;

  constructor(host: ReactiveControllerHost, test: () => number, me: () => Me) {
    this.actors = new Actors(me);
    this.changes = new Pages<MarkChange>(
      host,
      (range) => this.actors.of(api.marks.listMarkChanges({ id: test(), sort: '-id', ...range }), (change) => change.actor),
      10,
    );
  }

  async again(): Promise<void> {
    await this.changes.again();
  }

  /** @param marks of the sheet, by which students have names */
  render(marks: Mark[]): TemplateResult {
    const names = new Map(marks.map((mark) => [mark.student_id, mark.name]));
    return this.changes.render((changes) =>
      changes.length === 0
        ? html``
        : html`<details class="card">
            <summary>${words.changes}</summary>
            ${table(
              words.changes,
              [
                { heading: texts.students.name, show: (change) => names.get(change.student_id) ?? words.gone },
                { heading: texts.administration.from, number: true, show: (change) => told(change.old_state, change.old_score) },
                { heading: texts.administration.to, number: true, show: (change) => told(change.new_state, change.new_score) },
                { heading: texts.administration.when, show: (change) => this.actors.when(change.changed_at, change.actor) },
                { heading: texts.enroll.reason, show: (change) => change.reason ?? '' },
              ],
              changes,
            )}
          </details>`,
    );
  }
}

function told(state: string | null, score: number | null): string {
  return state === null ? words.none : state === 'marked' ? showNumber(score) : texts.marks.states[state as 'absent' | 'excused'];
}
