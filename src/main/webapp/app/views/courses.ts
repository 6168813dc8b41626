import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { CourseResponse, RosterEntry, WaitingStudent } from '../client';
import { showMoment, showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { Searched } from '../parts/search';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.courses;

const student = (row: { id: number; name: string }) => html`<a href=${`#/students/${row.id}`}>${row.name}</a>`;

/** All courses, found while typing. */
class CoursesView extends Part {
  private readonly courses = new Searched<CourseResponse>(this, words.find, (asked) => api.courses.listCourses(asked));

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.courses}</h1>
      ${this.courses.render(texts.nav.courses, [
        { heading: texts.student.code, show: (course) => course.code },
        { heading: texts.student.course, show: (course) => html`<a href=${`#/courses/${course.id}`}>${course.name}</a>` },
        { heading: words.capacity, number: true, show: (course) => showNumber(course.capacity) },
      ])}`;
  }
}

/** A course: its seats, who takes it, and who waits. */
class CourseView extends Part {
  static override properties = { course: { type: Number } };
  declare course: number;
  private readonly about = new Asked(this, () => api.courses.getCourse({ id: this.course }));
  private readonly seats = new Asked(this, () => api.enrollments.getSeats({ id: this.course }));
  private readonly roster = new Pages<RosterEntry>(this, (range) => api.enrollments.listRoster({ id: this.course, ...range }));
  private readonly waiting = new Pages<WaitingStudent>(this, (range) => api.enrollments.listWaitlist({ id: this.course, ...range }));

  protected override render(): TemplateResult {
    return html`${this.about.render(
        (course) => html`<h1>${course.name}</h1>
          <p>${course.code}</p>
          <p>${course.description}</p>`,
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
      </section>`;
  }
}

customElements.define('courses-view', CoursesView);
customElements.define('course-view', CourseView);
