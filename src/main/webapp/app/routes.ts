import { html } from 'lit';
import type { Me } from './client';
import type { Route } from './router';
import { may } from './session';
import { texts } from './texts';

/** A view, and who finds it in the menu. The API decides who is answered. */
export interface Place extends Route {
  /** What the menu calls it; a view that is reached from another has none. */
  menu?: string;
  for: (me: Me) => boolean;
}

export const places: Place[] = [
  {
    pattern: '/students',
    menu: texts.nav.students,
    for: may.students,
    load: () => import('./views/students'),
    show: () => html`<students-view></students-view>`,
  },
  {
    pattern: '/students/:id',
    for: may.students,
    load: () => import('./views/student'),
    show: ({ id }) => html`<student-view .student=${Number(id)}></student-view>`,
  },
  {
    pattern: '/teaching',
    menu: texts.nav.teaching,
    for: may.teaching,
    load: () => import('./views/teaching'),
    show: (_, me) => html`<teaching-view .teacher=${me.teacher_id}></teaching-view>`,
  },
  {
    pattern: '/teaching/:id',
    for: may.teaching,
    load: () => import('./views/teaching'),
    show: ({ id }) => html`<tests-view .course=${Number(id)}></tests-view>`,
  },
  {
    pattern: '/tests/:id',
    for: may.teaching,
    load: () => import('./views/mark-sheet'),
    show: ({ id }) => html`<mark-sheet .test=${Number(id)}></mark-sheet>`,
  },
  {
    pattern: '/payments',
    menu: texts.nav.payments,
    for: may.books,
    load: () => import('./views/payments'),
    show: () => html`<payments-view></payments-view>`,
  },
  {
    pattern: '/fees',
    menu: texts.payment.overdue,
    for: may.books,
    load: () => import('./views/payments'),
    show: () => html`<fees-view></fees-view>`,
  },
  {
    pattern: '/own',
    menu: texts.nav.own,
    for: may.own,
    load: () => import('./views/own'),
    show: (_, me) => html`<own-view .student=${me.student_id}></own-view>`,
  },
];
