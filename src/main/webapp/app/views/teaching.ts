import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Me, SchoolClassResponse, TaughtCourse, TestRequest, TestResponse } from '../client';
import { showDay, showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { RowForm, toNumber } from '../parts/form';
import type { Field } from '../parts/form';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
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

const FIELDS: Field[] = [
  { name: 'title', label: texts.notices.title, most: 100 },
  { name: 'code', label: words.testCode, most: 32 },
  { name: 'category', label: words.kindOfTest, most: 40 },
  { name: 'held_on', label: words.heldOn, type: 'date' },
  { name: 'maximum', label: words.maximum, decimal: true, read: toNumber },
  { name: 'weight', label: words.weight, decimal: true, start: '1', read: toNumber },
];

/** The tests of a course or a class, and new ones. */
class TaughtTests extends Part {
  static override properties = { of: { attribute: false } };
  declare of: { course_id: number } | { class_id: number };
  private readonly tests = new Pages<TestResponse>(this, (range) => api.marks.listTests({ ...this.of, sort: '-held_on', ...range }));
  private readonly form = new RowForm<TestResponse, TestRequest>(this, () => FIELDS, {
    create: (test, Idempotency_Key) => api.marks.createTest({ TestRequest: { ...test, ...this.of }, Idempotency_Key }),
    read: (id) => api.marks.getTest({ id }),
    update: (id, If_Match, UpdateTestRequest) => api.marks.updateTest({ id, If_Match, UpdateTestRequest }),
    remove: (id, If_Match) => api.marks.deleteTest({ id, If_Match }),
    done: (test) => {
      say(test ? texts.actions.saved(test.title) : texts.actions.deleted);
      void this.tests.again();
    },
  });

  protected override render(): TemplateResult {
    return html`<h2>${words.tests}</h2>
      ${this.form.render(words.newTest)}
      ${this.tests.render((tests) =>
        table(
          words.tests,
          [
            { heading: texts.marks.test, show: (test) => html`<a href=${`#/tests/${test.id}`}>${test.title}</a>` },
            { heading: words.category, show: (test) => test.category },
            { heading: texts.marks.day, show: (test) => showDay(test.held_on) },
            { heading: words.maximum, number: true, show: (test) => showNumber(test.maximum) },
            { heading: texts.student.state, show: (test) => (test.published_at ? words.published : words.draft) },
            {
              heading: texts.actions.change,
              show: (test) =>
                html`<button type="button" class="quiet" aria-label=${`${texts.actions.change}: ${test.title}`} @click=${() =>
                  void this.form.open(test)}>${texts.actions.change}</button>`,
            },
          ],
          tests,
        ),
      )}`;
  }
}

/** A course, as who teaches it has it. */
class TaughtCourseView extends Part {
  static override properties = { course: { type: Number }, me: { attribute: false } };
  declare course: number;
  declare me: Me;
  private readonly about = new Asked(this, () => api.courses.getCourse({ id: this.course }));

  protected override render(): TemplateResult {
    const of = { course_id: this.course };
    return html`${this.about.render((course) => html`<h1>${course.name}</h1><p>${course.code}</p>`)}
      <section class="card"><taught-tests .of=${of}></taught-tests></section>
      <section class="card"><taught-notices .of=${of} .me=${this.me}></taught-notices></section>
      <section class="card"><taught-materials .of=${of}></taught-materials></section>`;
  }
}

customElements.define('teaching-view', TeachingView);
customElements.define('taught-tests', TaughtTests);
customElements.define('taught-course', TaughtCourseView);
