package org.coursewarecommons;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The backend's entry point: a modular monolith, one package a subject. */
@SpringBootApplication
public class CoursewareCommons {

    public static void main(String[] args) {
        SpringApplication.run(CoursewareCommons.class, args);
    }
}
