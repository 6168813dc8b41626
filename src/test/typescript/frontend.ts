import {
  Configuration,
  CoursesApi,
  EnrollmentsApi,
  ProblemFromJSON,
  ResponseError,
  StudentsApi,
  type EnrollmentResponse,
  type ListStudentsSortEnum,
  type Problem,
  type StudentResponse,
} from "../../../target/typescript-client/index";

/** What the service refuses, as the problem that it answers with. */
async function refused(request: Promise<unknown>): Promise<Problem> {
  try {
    await request;
  } catch (failure) {
    if (failure instanceof ResponseError) {
      return ProblemFromJSON(await failure.response.json());
    }
    throw failure;
  }
  throw new Error("nothing was refused");
}

/** What a front end does. No member that is always there needs a test of being so. */
export async function use(basePath: string, accessToken: string, unique: string): Promise<string> {
  const configuration = new Configuration({ basePath, accessToken });
  const students = new StudentsApi(configuration);
  const courses = new CoursesApi(configuration);
  const enrollments = new EnrollmentsApi(configuration);
  const said: string[] = [];

  const email = `${unique}@students.example`;
  const stored = await students.createStudentRaw({ studentRequest: { number: unique, name: "Ada", email } });
  const student: StudentResponse = await stored.value();
  const ifMatch = stored.raw.headers.get("ETag") ?? "";
  said.push(`stored ${student.name} ${student.createdAt.getTime() > 0} ${ifMatch}`);

  const sort: ListStudentsSortEnum = "-created_at";
  const page = await students.listStudents({ q: "ada", number: unique, email, sort, limit: 1, total: true });
  const numbers: string[] = page.items.map((item) => item.number);
  const next: string | null = page.next;
  const total: number | undefined = page.total;
  said.push(`listed ${numbers.length} ${numbers[0] === unique} ${next} ${total}`);

  const course = await courses.createCourse({ courseRequest: { code: unique, name: "Engines", description: null } });
  const description: string | null = course.description;
  const change = await enrollments.enroll({ id: student.id, enrollmentRequest: { courseIds: [course.id] } });
  const enrollment: EnrollmentResponse = await enrollments.enrollInCourse({ id: student.id, courseId: course.id });
  const enrolledAt: Date | null = enrollment.enrolledAt;
  said.push(`enrolled ${description} ${change.added.length} ${change.alreadyEnrolled.length} ${enrolledAt !== null}`);

  const changed = await students.updateStudent({ id: student.id, ifMatch, updateStudentRequest: { name: "Countess" } });
  said.push(`changed ${changed.name} ${changed.version}`);

  const stale = await refused(students.replaceStudent({ id: student.id, ifMatch, replaceStudentRequest: student }));
  said.push(`refused ${stale.status} ${stale.type}`);
  const invalid = await refused(
    students.createStudent({ studentRequest: { number: "", name: "", email: "none" } }),
  );
  const faults: string[] = (invalid.errors ?? []).map((fault) => fault.pointer ?? fault.parameter ?? fault.detail);
  said.push(`refused ${invalid.status} ${faults.sort().join(" ")} ${invalid.requestId.length > 0}`);
  return said.join("\n");
}
