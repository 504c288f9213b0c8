package io.caskade.receivers.camd35;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the event loops. */
@ObjectClassDefinition(
    name = "Caskade camd35 event loops",
    description = "The threads that serve all camd35 and cs378x listeners together.")
@interface Camd35LoopsConfig {
  @AttributeDefinition(
      description =
          "Number of event loops (1 to 64). One carries tens of thousands of control words in a"
              + " second; use more on machines of four cores and more. A change holds from the next"
              + " start of the head-end.")
  int threads() default 1;
}
