import { api } from './api';
import type { Me } from './client';

/** What a role of the API opens in the console. */
export const may = {
  read: (me: Me) => has(me, 'reader'),
  enroll: (me: Me) => has(me, 'registrar'),
  edit: (me: Me) => has(me, 'editor'),
  teach: (me: Me) => me.teacher_id !== null,
  takePayments: (me: Me) => has(me, 'bursar'),
  seeOwn: (me: Me) => me.student_id !== null,
  import: (me: Me) => ['registrar', 'editor', 'bursar', 'admin'].some((role) => has(me, role)),
  knowColleagues: (me: Me) => me.roles.some((role) => role !== 'student'),
  administer: (me: Me) => has(me, 'admin'),
};

const has = (me: Me, role: string) => me.roles.includes(role);

export const signIn = (email: string, password: string) => api.session.signIn({ SignInRequest: { email, password } });

export const signOut = () => api.session.signOut();

export const whoIsHere = () => api.session.getMe({});
