import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import { showDay, showMoney, showMonth, today } from '../locale';
import { Asked } from '../parts/asked';
import { Part } from '../parts/part';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.due;

interface Due {
  day: string;
  kind: string;
  what: string;
}

/** What a student has to be ready for, of whichever sort, by day. */
class DueView extends Part {
  static override properties = { student: { type: Number } };
  declare student: number;
  private readonly due = new Asked<Due[]>(this, async () => {
    const all = await Promise.all([this.tests(), this.fees(), this.windows()]);
    return all.flat().sort((one, other) => one.day.localeCompare(other.day));
  });

  private async tests(): Promise<Due[]> {
    const { items } = await api.marks.listTestsOfStudent({ id: this.student, from: today() });
    return items.map((test) => ({ day: test.held_on, kind: words.tests, what: words.test(test.category, test.title, test.of) }));
  }

  private async fees(): Promise<Due[]> {
    const { open_fees, sums } = await api.payments.getBalance({ id: this.student });
    return open_fees.map((fee) => ({
      day: fee.due_on,
      kind: words.fees,
      what: words.fee(showMonth(fee.month), showMoney(fee.open, sums.currency)),
    }));
  }

  /** Of courses that are not taken already. */
  private async windows(): Promise<Due[]> {
    const [{ items }, taken] = await Promise.all([
      api.courses.listCourses({ enrollment_closes_after: new Date().toISOString(), limit: 50 }),
      api.enrollments.listCoursesOfStudent({ id: this.student }),
    ]);
    const own = new Set(taken.items.map((course) => course.id));
    return items.filter((course) => !own.has(course.id)).map((course) => ({
      day: (course.enrollment_closes_at ?? '').substring(0, 10),
      kind: words.windows,
      what: words.closes(`${course.code} · ${course.name}`),
    }));
  }

  protected override render(): TemplateResult {
    const now = today();
    return html`<h1>${texts.nav.due}</h1>
      ${this.due.render((due) =>
        table(
          texts.nav.due,
          [
            {
              heading: texts.marks.day,
              show: ({ day }) =>
                html`<span>${showDay(day)}
                  ${day === now ? html`<strong class="chip">${words.today}</strong>` : nothing}
                  ${day < now ? html`<strong class="chip late">${words.overdue}</strong>` : nothing}</span>`,
            },
            { heading: texts.teaching.category, show: ({ kind }) => kind },
            { heading: words.what, show: ({ what }) => what },
          ],
          due,
          words.nothing,
        ),
      )}`;
  }
}

customElements.define('due-view', DueView);
