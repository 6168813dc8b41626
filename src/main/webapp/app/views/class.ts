import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { ClassMember, MembershipRequest, SchoolClassRequest, SchoolClassResponse, StudentResponse } from '../client';
import { showDay, showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { field, RowForm, typed } from '../parts/form';
import { MemberSet } from '../parts/member-set';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Choice } from '../parts/search';
import { table } from '../parts/table';
import { goTo } from '../router';
import { texts } from '../texts';
import { fields, verbs } from './classes';

const words = texts.classes;

const ALL = 500;

/** A class: its teachers, and who is in it on a day; who changes classes moves students into it. */
class ClassView extends Part {
  static override properties = { of: { type: Number }, changeable: { type: Boolean } };
  declare of: number;
  declare changeable: boolean;
  private day = '';
  private student: StudentResponse | undefined;
  private readonly terms = new Asked(this, async () => (await api.terms.listTerms({ limit: ALL, sort: '-begins_on' })).items);
  private readonly about = new Asked(this, () => api.classes.getClass({ id: this.of }));
  private readonly teachers = new MemberSet(this, {
    id: 'teachers',
    heading: words.teachers,
    add: words.addTeacher,
    list: () => api.classes.listTeachersOfClass({ id: this.of }),
    find: (asked) => api.teachers.listTeachers(asked),
    replace: (teacher_ids) => api.classes.replaceTeachersOfClass({ id: this.of, ClassTeachersRequest: { teacher_ids } }),
  });
  private readonly members = new Pages<ClassMember>(this, (range) =>
    api.classes.listMembers({ id: this.of, ...range, ...(this.day && { on: this.day }) }),
  );
  private readonly move = new Change(this, () => void this.members.again());
  private readonly form = new RowForm<SchoolClassResponse, SchoolClassRequest>(
    this,
    () => fields((this.terms.value ?? []).map((term) => [String(term.id), `${term.name} · ${term.code}`])),
    {
      ...verbs,
      done: (row) => {
        say(row ? texts.actions.saved(row.name) : texts.actions.deleted);
        if (row) {
          void this.about.again();
        } else {
          goTo('/classes');
        }
      },
    },
  );
  private readonly students = new Choice<StudentResponse>(
    this,
    words.student,
    (asked) => api.students.listStudents(asked),
    (student) => `${student.name} · ${student.number}`,
    (student) => {
      this.student = student;
      this.move.forget();
      void this.updateComplete.then(() => this.querySelector<HTMLElement>('form.move input')?.focus());
    },
  );

  constructor() {
    super();
    this.changeable = false;
  }

  private async put(event: SubmitEvent, student: StudentResponse): Promise<void> {
    event.preventDefault();
    const { roll_number, on } = typed(event);
    const MembershipRequest: MembershipRequest = { class_id: this.of, roll_number: roll_number ? Number(roll_number) : null, on: on || null };
    await this.move.send(async () => {
      await api.classes.putIntoClass({ id: student.id, MembershipRequest });
      say(words.moved(student.name));
      this.student = undefined;
    });
  }

  private async takeOut(member: ClassMember): Promise<void> {
    if (confirm(words.sure(member.name))) {
      await this.move.send(async () => {
        await api.classes.leaveClass({ id: member.id });
        say(words.left(member.name));
      });
    }
  }

  /** From 1 on, by name, whatever numbers there were. */
  private async number(): Promise<void> {
    if (!confirm(words.sureNumber)) {
      return;
    }
    await this.move.send(async () => {
      const { items } = await api.classes.listMembers({ id: this.of, limit: ALL, sort: 'name' });
      const roll_numbers = items.map((member, i) => ({ student_id: member.id, roll_number: i + 1 }));
      await api.classes.setRollNumbers({ id: this.of, RollNumbersRequest: { roll_numbers } });
      say(words.numbered(items.length));
    });
  }

  private on(day: string): void {
    this.day = day;
    void this.members.again();
  }

  protected override render(): TemplateResult {
    const { student } = this;
    return html`${this.about.render(
        (about) => html`<h1>${about.name}</h1>
          <p class="bar">
            <span>${about.code}</span>
            <span>${this.terms.value?.find((term) => term.id === about.term_id)?.name}</span>
            ${this.changeable ? html`<a class="button" href=${`#/classes/${about.id}/promotion`}>${words.promote}</a>` : nothing}
          </p>
          ${this.changeable ? this.form.render(words.edit, about) : nothing}`,
      )}
      ${this.teachers.render(this.changeable)}
      <section class="card" aria-labelledby="members">
        <h2 id="members">${words.members}</h2>
        ${this.move.render({ roll_number: texts.student.rollNumber, on: words.from })}
        ${this.changeable
          ? html`<p class="bar"><button type="button" class="quiet" ?disabled=${this.move.busy} @click=${() => void this.number()}>${words.number}</button></p>
              ${this.students.render()}`
          : nothing}
        ${student
          ? html`<form class="move" @submit=${(event: SubmitEvent) => void this.put(event, student)}>
              <h3>${words.into(student.name)}</h3>
              ${field({ name: 'roll_number', label: texts.student.rollNumber, type: 'number', optional: true }, '', this.move)}
              ${field({ name: 'on', label: words.from, type: 'date', optional: true }, '', this.move)}
              <div class="bar"><button type="submit" ?disabled=${this.move.busy}>${words.put}</button></div>
            </form>`
          : nothing}
        <label class="search">${words.day}
          <input type="date" @change=${(event: Event) => this.on((event.target as HTMLInputElement).value)} />
        </label>
        ${this.members.render((members) => this.showMembers(members))}
      </section>`;
  }

  private showMembers(members: ClassMember[]): TemplateResult {
    return table(
      words.members,
      [
        { heading: texts.student.rollNumber, number: true, show: (member) => showNumber(member.roll_number) },
        { heading: texts.students.name, show: (member) => html`<a href=${`#/students/${member.id}`}>${member.name}</a>` },
        { heading: texts.students.number, show: (member) => member.number },
        { heading: texts.student.since, show: (member) => showDay(member.joined_on) },
        { heading: texts.student.until, shown: members.some((member) => member.left_on), show: (member) => showDay(member.left_on) },
        {
          heading: texts.actions.change,
          shown: this.changeable && !this.day,
          show: (member) =>
            html`<button type="button" class="bad" aria-label=${`${words.takeOut}: ${member.name}, ${member.number}`} @click=${() =>
              void this.takeOut(member)}>${words.takeOut}</button>`,
        },
      ],
      members,
    );
  }
}

customElements.define('class-view', ClassView);
