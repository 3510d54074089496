package org.coursewarecommons.localstack.simulation;

/** A teacher of the demo district. @param area URBAN, TOWN or RURAL; @param collective code of the school's group or alliance */
record Person(String code, String school, String area, String collective) {}
