import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { SchoolClassResponse, TaughtCourse, TestResponse } from '../client';
import { showDay, showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { table } from '../parts/table';
import { texts } from '../texts';
import './taught-materials';
import './taught-notices';

const words = texts.teaching;

/** The courses and the classes of a teacher. */
class TeachingView extends Part {
  static override properties = { teacher: { type: Number } };
  declare teacher: number;
  private readonly courses = new Asked<TaughtCourse[]>(this, async () => (await api.teachers.listCoursesOfTeacher({ id: this.teacher })).items);
  private readonly classes = new Pages<SchoolClassResponse>(this, (range) => api.classes.listClasses({ teacher_id: this.teacher, sort: '-id', ...range }));

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
      )}
      <h2>${words.classes}</h2>
      ${this.classes.render((classes) =>
        table(
          words.classes,
          [
            { heading: texts.student.code, show: (group) => group.code },
            { heading: texts.student.class, show: (group) => html`<a href=${`#/teaching/classes/${group.id}`}>${group.name}</a>` },
          ],
          classes,
          words.noClasses,
        ),
      )}`;
  }
}

/** The tests of a course or a class. */
class TaughtTests extends Part {
  static override properties = { of: { attribute: false } };
  declare of: { course_id: number } | { class_id: number };
  private readonly tests = new Pages<TestResponse>(this, (range) => api.marks.listTests({ ...this.of, sort: '-held_on', ...range }));

  protected override render(): TemplateResult {
    return html`<h2>${words.tests}</h2>
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

/** A course, as who teaches it has it. */
class TaughtCourseView extends Part {
  static override properties = { course: { type: Number } };
  declare course: number;
  private readonly about = new Asked(this, () => api.courses.getCourse({ id: this.course }));

  protected override render(): TemplateResult {
    const of = { course_id: this.course };
    return html`${this.about.render((course) => html`<h1>${course.name}</h1><p>${course.code}</p>`)}
      <section class="card"><taught-tests .of=${of}></taught-tests></section>
      <section class="card"><taught-notices .of=${of}></taught-notices></section>
      <section class="card"><taught-materials .of=${of}></taught-materials></section>`;
  }
}

customElements.define('teaching-view', TeachingView);
customElements.define('taught-tests', TaughtTests);
customElements.define('taught-course', TaughtCourseView);
