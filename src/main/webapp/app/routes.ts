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
    for: may.read,
    load: () => import('./views/students'),
    show: (_, me) => html`<students-view ?editable=${may.edit(me)}></students-view>`,
  },
  {
    pattern: '/students/:id',
    for: may.read,
    load: () => import('./views/student'),
    show: ({ id }, me) => html`<student-view .student=${Number(id)} .me=${me} ?changeable=${may.enroll(me)} ?editable=${may.edit(me)} ?erasable=${may.administer(me)}></student-view>`,
  },
  {
    pattern: '/courses',
    menu: texts.nav.courses,
    for: may.read,
    load: () => import('./views/courses'),
    show: (_, me) => html`<courses-view ?editable=${may.edit(me)}></courses-view>`,
  },
  {
    pattern: '/courses/:id',
    for: may.read,
    load: () => import('./views/course'),
    show: ({ id }, me) => html`<course-view .course=${Number(id)} ?editable=${may.edit(me)}></course-view>`,
  },
  {
    pattern: '/teachers',
    menu: texts.nav.teachers,
    for: may.read,
    load: () => import('./views/teachers'),
    show: (_, me) => html`<teachers-view ?editable=${may.edit(me)}></teachers-view>`,
  },
  {
    pattern: '/classes',
    menu: texts.nav.classes,
    for: may.read,
    load: () => import('./views/classes'),
    show: (_, me) => html`<classes-view ?changeable=${may.enroll(me)}></classes-view>`,
  },
  {
    pattern: '/classes/:id',
    for: may.read,
    load: () => import('./views/class'),
    show: ({ id }, me) => html`<class-view .of=${Number(id)} ?changeable=${may.enroll(me)}></class-view>`,
  },
  {
    pattern: '/classes/:id/promotion',
    for: may.enroll,
    load: () => import('./views/promotion'),
    show: ({ id }) => html`<promotion-view .of=${Number(id)}></promotion-view>`,
  },
  {
    pattern: '/terms',
    menu: texts.nav.terms,
    for: may.read,
    load: () => import('./views/terms'),
    show: (_, me) => html`<terms-view ?changeable=${may.edit(me)}></terms-view>`,
  },
  {
    pattern: '/departures',
    menu: texts.nav.departures,
    for: may.read,
    load: () => import('./views/departures'),
    show: (_, me) => html`<departures-view .me=${me}></departures-view>`,
  },
  {
    pattern: '/notices',
    menu: texts.nav.notices,
    for: may.read,
    load: () => import('./views/written-notices'),
    show: (_, me) => html`<written-notices .me=${me}></written-notices>`,
  },
  {
    pattern: '/teaching',
    menu: texts.nav.teaching,
    for: may.teach,
    load: () => import('./views/teaching'),
    show: (_, me) => html`<teaching-view .teacher=${me.teacher_id}></teaching-view>`,
  },
  {
    pattern: '/teaching/:id',
    for: may.teach,
    load: () => import('./views/teaching'),
    show: ({ id }, me) => html`<taught-course .course=${Number(id)} .me=${me}></taught-course>`,
  },
  {
    pattern: '/teaching/classes/:id',
    for: may.teach,
    load: () => import('./views/taught-class'),
    show: ({ id }, me) => html`<taught-class .group=${Number(id)} .me=${me}></taught-class>`,
  },
  {
    pattern: '/tests/:id',
    for: may.teach,
    load: () => import('./views/mark-sheet'),
    show: ({ id }, me) => html`<mark-sheet .test=${Number(id)} .me=${me}></mark-sheet>`,
  },
  {
    pattern: '/payments',
    menu: texts.nav.payments,
    for: may.takePayments,
    load: () => import('./views/payments'),
    show: (_, me) => html`<payments-view .me=${me}></payments-view>`,
  },
  {
    pattern: '/dues',
    menu: texts.nav.dues,
    for: may.takePayments,
    load: () => import('./views/dues'),
    show: () => html`<dues-view></dues-view>`,
  },
  {
    pattern: '/fees',
    menu: texts.payment.overdue,
    for: may.takePayments,
    load: () => import('./views/payments'),
    show: () => html`<fees-view></fees-view>`,
  },
  {
    pattern: '/own',
    menu: texts.nav.own,
    for: may.seeOwn,
    load: () => import('./views/own'),
    show: (_, me) => html`<own-view .student=${me.student_id} .me=${me}></own-view>`,
  },
  {
    pattern: '/due',
    menu: texts.nav.due,
    for: may.seeOwn,
    load: () => import('./views/due'),
    show: (_, me) => html`<due-view .student=${me.student_id}></due-view>`,
  },
  {
    pattern: '/materials',
    menu: texts.nav.materials,
    for: may.seeOwn,
    load: () => import('./views/materials'),
    show: (_, me) => html`<materials-view .student=${me.student_id}></materials-view>`,
  },
  {
    pattern: '/users',
    menu: texts.nav.users,
    for: may.administer,
    load: () => import('./views/users'),
    show: () => html`<users-view></users-view>`,
  },
  {
    pattern: '/clients',
    menu: texts.nav.clients,
    for: may.administer,
    load: () => import('./views/clients'),
    show: () => html`<clients-view></clients-view>`,
  },
  {
    pattern: '/imports',
    menu: texts.nav.imports,
    for: may.import,
    load: () => import('./views/imports'),
    show: (_, me) => html`<imports-view .me=${me}></imports-view>`,
  },
  {
    pattern: '/imports/:id',
    for: may.import,
    load: () => import('./views/import'),
    show: ({ id }, me) => html`<import-view .of=${id} .me=${me}></import-view>`,
  },
  {
    pattern: '/settings',
    menu: texts.nav.settings,
    for: may.read,
    load: () => import('./views/settings'),
    show: (_, me) => html`<settings-view .me=${me}></settings-view>`,
  },
  {
    pattern: '/schema',
    menu: texts.nav.schema,
    for: may.administer,
    load: () => import('./views/schema'),
    show: () => html`<schema-view></schema-view>`,
  },
];
