import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { TaughtCourse, TestResponse } from '../client';
import { showDay, showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.teaching;

/** The courses of a teacher. */
class TeachingView extends Part {
  static override properties = { teacher: { type: Number } };
  declare teacher: number;
  private readonly courses = new Asked<TaughtCourse[]>(this, async () => (await api.teachers.listCoursesOfTeacher({ id: this.teacher })).items);

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.teaching}</h1>
      ${this.courses.render((courses) =>
        table(
          texts.nav.teaching,
          [
            { heading: texts.student.code, show: (course) => course.code },
            { heading: texts.student.course, show: (course) => html`<a href=${`#/teaching/${course.id}`}>${course.name}</a>` },
          ],
          courses,
        ),
      )}`;
  }
}

/** The tests of a course. */
class TestsView extends Part {
  static override properties = { course: { type: Number } };
  declare course: number;
  private readonly tests = new Pages<TestResponse>(this, (range) => api.marks.listTests({ course_id: this.course, ...range }));

  protected override render(): TemplateResult {
    return html`<h1>${words.tests}</h1>
      ${this.tests.render((tests) =>
        table(
          words.tests,
          [
            { heading: texts.marks.test, show: (test) => html`<a href=${`#/tests/${test.id}`}>${test.title}</a>` },
            { heading: words.category, show: (test) => test.category },
            { heading: texts.marks.day, show: (test) => showDay(test.held_on) },
            { heading: words.maximum, number: true, show: (test) => showNumber(test.maximum) },
            { heading: texts.student.state, show: (test) => (test.published_at ? words.published : words.draft) },
          ],
          tests,
        ),
      )}`;
  }
}

customElements.define('teaching-view', TeachingView);
customElements.define('tests-view', TestsView);
