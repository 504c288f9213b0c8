package io.caskade.store.jpa;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of PID {@code io.caskade.journal}. */
@ObjectClassDefinition(
    id = "io.caskade.journal",
    name = "Caskade journal",
    description = "The journal of everything that was changed, by whom and from where.")
public @interface ArchiveSettings {
  /** Days that rows are kept. */
  @AttributeDefinition(
      name = "Days kept",
      description =
          "Rows of the journal are kept for so many days; older ones are forgotten once a day, and"
              + " the chain goes on from an anchor that the key vault signs. Regulators ask for two"
              + " years. 0: for ever.",
      min = "0",
      max = "36500")
  int daysKept() default 731;
}
