package io.caskade.receivers.cccam;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the event loops. */
@ObjectClassDefinition(
    name = "Caskade CCcam event loops",
    description = "The threads that serve all CCcam listeners together.")
@interface CccamLoopsConfig {
  @AttributeDefinition(
      description =
          "Number of event loops, 1 to 64. One serves tens of thousands of receivers. A change"
              + " holds from the next start of the head-end.")
  int threads() default 1;
}
