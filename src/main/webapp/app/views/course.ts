import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { CourseRequest, CourseResponse, RosterEntry, WaitingStudent } from '../client';
import { showMoment, showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { RowForm } from '../parts/form';
import { MemberSet } from '../parts/member-set';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { table } from '../parts/table';
import { goTo } from '../router';
import { texts } from '../texts';
import { fields, termOptions, verbs } from './courses';

const words = texts.courses;

const student = (row: { id: number; name: string }) => html`<a href=${`#/students/${row.id}`}>${row.name}</a>`;

/** A course: its seats, who takes it, and who waits; who changes courses says who teaches it, and what is to be completed before. */
class CourseView extends Part {
  static override properties = { course: { type: Number }, editable: { type: Boolean } };
  declare course: number;
  declare editable: boolean;
  private readonly about = new Asked(this, () => api.courses.getCourse({ id: this.course }));
  private readonly terms = new Asked(this, termOptions);
  private readonly seats = new Asked(this, () => api.enrollments.getSeats({ id: this.course }));
  private readonly roster = new Pages<RosterEntry>(this, (range) => api.enrollments.listRoster({ id: this.course, ...range }));
  private readonly waiting = new Pages<WaitingStudent>(this, (range) => api.enrollments.listWaitlist({ id: this.course, ...range }));
  private readonly teachers = new MemberSet(this, {
    id: 'teachers',
    heading: words.teachers,
    add: texts.classes.addTeacher,
    list: () => api.teachers.listTeachersOfCourse({ id: this.course }),
    find: (asked) => api.teachers.listTeachers(asked),
    replace: (teacher_ids) => api.teachers.replaceTeachersOfCourse({ id: this.course, CourseTeachersRequest: { teacher_ids } }),
  });
  private readonly prerequisites = new MemberSet(this, {
    id: 'before',
    heading: words.before,
    add: words.addBefore,
    list: () => api.courses.listPrerequisites({ id: this.course }),
    find: (asked) => api.courses.listCourses(asked),
    replace: (course_ids) => api.courses.replacePrerequisites({ id: this.course, PrerequisitesRequest: { course_ids } }),
  });
  private readonly form = new RowForm<CourseResponse, CourseRequest>(this, () => fields(this.terms.value ?? []), {
    ...verbs,
    done: (row) => {
      say(row ? texts.actions.saved(row.name) : texts.actions.deleted);
      if (row) {
        [this.about, this.seats, this.roster, this.waiting].forEach((asked) => void asked.again());
      } else {
        goTo('/courses');
      }
    },
  });

  constructor() {
    super();
    this.editable = false;
  }

  protected override render(): TemplateResult {
    return html`${this.about.render(
        (course) => html`<h1>${course.name}</h1>
          <p class="bar">
            <span>${course.code}</span>
            <span>${this.terms.value?.find(([id]) => id === String(course.term_id))?.[1]}</span>
          </p>
          <p class="lines">${course.description}</p>
          ${this.showWindow(course)} ${this.editable ? this.form.render(words.edit, course) : nothing}`,
      )}
      ${this.seats.render(
        (seats) => html`<p class="bar">
          <span class="chip">${words.enrolled(seats.enrolled, seats.capacity)}</span>
          <span class="chip">${words.waiting(seats.waiting)}</span>
          <a class="button" href=${`/api/courses/${this.course}/roster.csv`} download>${words.download}</a>
        </p>`,
      )}
      <section class="card" aria-labelledby="roster">
        <h2 id="roster">${words.roster}</h2>
        ${this.roster.render((rows) =>
          table(
            words.roster,
            [
              { heading: texts.students.number, show: (row) => row.number },
              { heading: texts.students.name, show: student },
              { heading: texts.student.since, show: (row) => showMoment(row.enrolled_at) },
              { heading: texts.student.result, show: (row) => row.result ?? '' },
            ],
            rows,
          ),
        )}
      </section>
      <section class="card" aria-labelledby="line">
        <h2 id="line">${texts.student.waiting}</h2>
        ${this.waiting.render((rows) =>
          table(
            texts.student.waiting,
            [
              { heading: words.place, number: true, show: (row) => showNumber(row.place) },
              { heading: texts.students.name, show: student },
              { heading: texts.student.since, show: (row) => showMoment(row.joined_at) },
            ],
            rows,
          ),
        )}
      </section>
      ${this.teachers.render(this.editable)} ${this.prerequisites.render(this.editable)}`;
  }

  private showWindow({ enrollment_opens_at, enrollment_closes_at }: CourseResponse): TemplateResult | typeof nothing {
    return enrollment_opens_at || enrollment_closes_at
      ? html`<p>${words.window(showMoment(enrollment_opens_at), showMoment(enrollment_closes_at))}</p>`
      : nothing;
  }
}

customElements.define('course-view', CourseView);
