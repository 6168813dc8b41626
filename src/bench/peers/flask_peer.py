"""The reads and writes of the service with Flask and SQLAlchemy's ORM, as its first generation had them: a session a request."""

import os

from flask import Flask, jsonify, request
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Text, create_engine, func
from sqlalchemy.orm import declarative_base, joinedload, relationship, scoped_session, sessionmaker

engine = create_engine(os.environ["PEER_DATABASE"].replace("://", "://" + os.environ["PEER_USER"] + "@"), pool_size=5)
session = scoped_session(sessionmaker(engine))
Base = declarative_base()
app = Flask(__name__)


class Student(Base):
    __tablename__ = "students"
    id = Column(Integer, primary_key=True)
    number = Column(String)
    name = Column(String)
    email = Column(String)
    created_at = Column(DateTime)
    updated_at = Column(DateTime)
    version = Column(Integer)


class Course(Base):
    __tablename__ = "courses"
    id = Column(Integer, primary_key=True)
    code = Column(String)
    name = Column(String)
    description = Column(Text)


class Enrollment(Base):
    __tablename__ = "student_courses"
    student_id = Column(ForeignKey("students.id"), primary_key=True)
    course_id = Column(ForeignKey("courses.id"), primary_key=True)
    enrolled_at = Column(DateTime, server_default=func.now())
    student = relationship(Student)
    course = relationship(Course)


@app.teardown_appcontext
def end(_):
    session.remove()


def found(noun, key):
    row = session.get(noun, key)
    return row or app.aborter(404)


@app.get("/api/students/<int:key>")
def student(key):
    row = found(Student, key)
    return jsonify(id=row.id, number=row.number, name=row.name, email=row.email, version=row.version,
                   created_at=row.created_at.isoformat(), updated_at=row.updated_at.isoformat())


@app.get("/api/students/<int:key>/courses")
def courses(key):
    rows = (session.query(Enrollment).join(Enrollment.course).options(joinedload(Enrollment.course))
            .filter(Enrollment.student_id == key).order_by(Course.code).all())
    return jsonify(items=[{"id": row.course.id, "code": row.course.code, "name": row.course.name,
                           "enrolled_at": row.enrolled_at.isoformat()} for row in rows])


@app.get("/api/courses/<int:key>/students")
def roster(key):
    rows = (session.query(Enrollment).join(Enrollment.student).options(joinedload(Enrollment.student))
            .filter(Enrollment.course_id == key).order_by(Student.name, Student.id)
            .limit(request.args.get("limit", 50, int)).all())
    return jsonify(items=[{"id": row.student.id, "number": row.student.number, "name": row.student.name,
                           "email": row.student.email, "enrolled_at": row.enrolled_at.isoformat()} for row in rows])


@app.post("/api/students/<int:key>/courses")
def enroll(key):
    asked = request.get_json()["course_ids"]
    found(Student, key)
    known = {row.id for row in session.query(Course.id).filter(Course.id.in_(asked))}
    if len(known) < len(asked):
        app.aborter(422)
    taken = {row.course_id for row in session.query(Enrollment.course_id).filter(
        Enrollment.student_id == key, Enrollment.course_id.in_(asked))}
    added = [course for course in asked if course not in taken]
    session.add_all(Enrollment(student_id=key, course_id=course) for course in added)
    session.commit()
    return jsonify(added=added, already_enrolled=sorted(taken))


@app.delete("/api/students/<int:key>/courses/<int:course>")
def withdraw(key, course):
    session.delete(found(Enrollment, (key, course)))
    session.commit()
    return "", 204
