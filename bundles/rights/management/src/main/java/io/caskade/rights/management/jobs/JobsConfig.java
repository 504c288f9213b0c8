package io.caskade.rights.management.jobs;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code io.caskade.jobs}. */
@ObjectClassDefinition(
    name = "Bulk jobs",
    description = "How work for many cards is cut up and how long it can be seen")
@interface JobsConfig {
  @AttributeDefinition(
      name = "Chunk, cards",
      description = "Cards that a job changes in one transaction",
      min = "1",
      max = "10000")
  int chunk() default 2000;

  @AttributeDefinition(
      name = "Pause, ms",
      description = "Pause between two chunks of a job; more leaves more room to single changes",
      min = "0",
      max = "60000")
  int pauseMillis() default 0;

  @AttributeDefinition(
      name = "Poll interval, s",
      description = "How often unfinished jobs are looked for, also after the database was away",
      min = "1",
      max = "3600")
  int pollSeconds() default 5;

  @AttributeDefinition(
      name = "Keep, days",
      description = "How long a job can be seen after its last change",
      min = "1",
      max = "3650")
  int keepDays() default 90;
}
