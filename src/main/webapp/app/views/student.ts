import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { api } from '../api';
import type { AwaitedCourse, Me, StudentEnrollment, StudentMark, TakenCourse } from '../client';
import { showDay, showMoment, showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { table } from '../parts/table';
import { texts } from '../texts';
import './balance';
import './complete-course';
import './enroll';
import './erase';
import './notices';
import './person';
import './profile';
import './student-payments';

const words = texts.student;

/** All that the school has on a student, each part of it with what can be done. */
class StudentView extends Part {
  static override properties = {
    student: { type: Number },
    me: { attribute: false },
    own: { type: Boolean },
    changeable: { type: Boolean },
    editable: { type: Boolean },
    erasable: { type: Boolean },
  };
  declare student: number;
  declare me: Me;
  /** Whether it is a student who looks at it: there is nobody to be found, and no rule to be set aside. */
  declare own: boolean;
  /** Whether who looks enrolls. */
  declare changeable: boolean;
  /** Whether who looks changes name, number and address. */
  declare editable: boolean;
  /** Whether who looks erases students. */
  declare erasable: boolean;
  private readonly courses = new Asked(this, async () => (await api.enrollments.listCoursesOfStudent({ id: this.student })).items);
  private readonly waits = new Asked(this, async () => (await api.enrollments.listWaitlistOfStudent({ id: this.student })).items);
  private readonly stints = new Asked(this, async () => (await api.enrollments.listEnrollmentsOfStudent({ id: this.student })).items);
  private readonly marks = new Asked(this, async () => (await api.marks.listMarksOfStudent({ id: this.student })).items);
  private readonly change = new Change(this, () => this.askCourses());
  private completing: TakenCourse | undefined;
  /** How often what is to be paid has become another here. */
  private reversals = 0;

  constructor() {
    super();
    this.own = false;
    this.changeable = false;
    this.editable = false;
    this.erasable = false;
  }

  private askCourses(): void {
    [this.courses, this.waits, this.stints].forEach((asked) => void asked.again());
  }

  private reversed(): void {
    this.reversals++;
    this.requestUpdate();
  }

  private async withdraw(course: TakenCourse): Promise<void> {
    if (!confirm(words.sure(course.name))) {
      return;
    }
    await this.change.send(async () => {
      await api.enrollments.withdraw({ id: this.student, course_id: course.id });
      say(words.withdrawn(course.name));
    });
  }

  private async leave(course: AwaitedCourse): Promise<void> {
    await this.change.send(() => api.enrollments.leaveWaitlist({ id: this.student, course_id: course.id }));
  }

  protected override render(): TemplateResult {
    return html`<student-person .student=${this.student} ?editable=${this.editable}></student-person>
      ${this.change.render()}
      <div class="cards">
        <section class="card wide" aria-labelledby="courses">
          <h2 id="courses">${words.courses}</h2>
          ${this.completing
            ? keyed(
                this.completing.id,
                html`<complete-course class="card" .student=${this.student} .course=${this.completing} @closed=${() => this.completed()}></complete-course>`,
              )
            : nothing}
          ${this.courses.render((courses) => this.showCourses(courses))}
          ${this.changeable
            ? html`<enroll-form .student=${this.student} ?own=${this.own} @enrolled=${() => this.askCourses()}></enroll-form>`
            : nothing}
        </section>
        ${this.waits.render((waits) => (waits.length ? this.showWaits(waits) : html``))}
        <student-profile class="card" .student=${this.student} ?own=${this.own} ?changeable=${this.changeable || this.editable}></student-profile>
        <section class="card" aria-labelledby="marks">
          <h2 id="marks">${words.marks}</h2>
          ${this.marks.render((marks) => this.showMarks(marks))}
        </section>
        ${this.own
          ? nothing
          : html`${keyed(this.reversals, html`<student-balance .student=${this.student}></student-balance>`)}
              <student-notices .student=${this.student}></student-notices>`}
        <student-payments class="card wide" .student=${this.student} .me=${this.me} @reversed=${() => this.reversed()}></student-payments>
        <section class="card wide" aria-labelledby="history">
          <h2 id="history">${words.history}</h2>
          ${this.stints.render((stints) => this.showStints(stints))}
        </section>
      </div>
      ${this.erasable ? html`<erase-student .student=${this.student}></erase-student>` : nothing}`;
  }

  private completed(): void {
    this.completing = undefined;
    this.askCourses();
  }

  private showCourses(courses: TakenCourse[]): TemplateResult {
    return table(
      words.courses,
      [
        { heading: words.code, show: (course) => course.code },
        { heading: words.course, show: (course) => course.name },
        { heading: words.since, show: (course) => showMoment(course.enrolled_at) },
        { heading: words.result, show: (course) => course.result ?? '' },
        {
          heading: texts.actions.change,
          shown: this.changeable,
          show: (course) => this.showVerbs(course),
        },
      ],
      courses,
    );
  }

  /** What is completed stays. */
  private showVerbs(course: TakenCourse): TemplateResult {
    const open = course.completed_on === null;
    const completion = open ? texts.completion.complete : texts.completion.correct;
    const complete = () => {
      this.completing = course;
      this.requestUpdate();
    };
    return html`<span class="bar">
      ${this.own
        ? nothing
        : html`<button type="button" class="quiet" aria-label=${`${completion}: ${course.name}`} @click=${complete}>${completion}</button>`}
      ${open
        ? html`<button type="button" class="bad" aria-label=${`${words.withdraw}: ${course.name}`} @click=${() =>
            void this.withdraw(course)}>${words.withdraw}</button>`
        : nothing}
    </span>`;
  }

  private showWaits(waits: AwaitedCourse[]): TemplateResult {
    return html`<section class="card wide" aria-labelledby="waits">
      <h2 id="waits">${words.waiting}</h2>
      ${table(
        words.waiting,
        [
          { heading: words.course, show: (wait) => wait.name },
          { heading: words.waiting, show: (wait) => words.place(wait.place) },
          { heading: words.since, show: (wait) => showMoment(wait.joined_at) },
          {
            heading: texts.actions.change,
            shown: this.changeable,
            show: (wait) =>
              html`<button type="button" class="bad" aria-label=${`${words.leave}: ${wait.name}`} @click=${() =>
                void this.leave(wait)}>${words.leave}</button>`,
          },
        ],
        waits,
      )}
    </section>`;
  }

  private showMarks(marks: StudentMark[]): TemplateResult {
    return table(
      words.marks,
      [
        { heading: words.course, show: (mark) => mark.of },
        { heading: texts.marks.test, show: (mark) => mark.title },
        { heading: texts.marks.day, show: (mark) => showDay(mark.held_on) },
        {
          heading: texts.marks.score,
          number: true,
          show: (mark) => (mark.state === 'marked' ? `${showNumber(mark.score)} / ${showNumber(mark.maximum)}` : texts.marks.states[mark.state]),
        },
      ],
      marks,
    );
  }

  private showStints(stints: StudentEnrollment[]): TemplateResult {
    return table(
      words.history,
      [
        { heading: words.code, show: (stint) => stint.code ?? '' },
        { heading: words.course, show: (stint) => stint.name ?? '' },
        { heading: words.state, whole: true, show: (stint) => words.states[stint.state] },
        { heading: words.since, show: (stint) => showMoment(stint.enrolled_at) },
        { heading: words.until, show: (stint) => showMoment(stint.ended_at) },
        { heading: texts.enroll.reason, show: (stint) => stint.reason ?? '' },
      ],
      stints,
    );
  }
}

customElements.define('student-view', StudentView);
