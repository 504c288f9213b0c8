package io.caskade.faces.webhooks;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How webhooks are told. */
@ObjectClassDefinition(
    name = "Caskade webhooks",
    description = "Delivery of events to webhooks. A webhook that does not answer delays no other.")
@interface WebhooksConfig {
  @AttributeDefinition(
      description = "Seconds that a receiver may take for the whole of its answer (1 to 60).")
  int answerSeconds() default 10;

  @AttributeDefinition(
      description = "Seconds between two tries of a receiver that fails, at most (1 to 3600).")
  int longestPauseSeconds() default 300;

  @AttributeDefinition(
      description = "Minutes of failing after which an alarm is raised (0 to 1440).")
  int alarmMinutes() default 5;
}
