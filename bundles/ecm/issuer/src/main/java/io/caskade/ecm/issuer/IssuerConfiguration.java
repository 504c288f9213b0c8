package io.caskade.ecm.issuer;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@value IssuerSettings#PID}. */
@ObjectClassDefinition(
    id = IssuerSettings.PID,
    name = "Caskade issuer",
    description = "Makes ECMs: profiles and ECM time. Changes take effect at once.")
public @interface IssuerConfiguration {
  @AttributeDefinition(
      name = "Warm-up",
      description =
          "ECMs that a profile makes after its known-answer test, before it serves (0 to 1000000).")
  int warmUpEcms() default 5000;

  @AttributeDefinition(
      name = "Warm-up limit",
      description = "Milliseconds after which the warm-up ends in any case (0 to 60000).")
  int warmUpLimitMs() default 3000;

  @AttributeDefinition(
      name = "Swap limit",
      description =
          "Seconds that cas:swap waits for the profile of the new bundle before it goes back (0 to"
              + " 600).")
  int swapLimitSeconds() default 30;

  @AttributeDefinition(
      name = "Slew",
      description =
          "Millionths by which the ECM time runs faster or slower to follow differences to the"
              + " system clock of up to 2 s (1 to 5000).")
  int maxSlewPpm() default 500;

  @AttributeDefinition(
      name = "Backward slew",
      description =
          "Per cent by which the ECM time runs slower after cas:clock-accept of a step backwards (1"
              + " to 50). It never stands still: cards block themselves after 241 ECMs in a row"
              + " that are stamped at most 5 s apart.")
  int backwardSlewPercent() default 5;

  @AttributeDefinition(
      name = "Floor ahead",
      description =
          "Seconds by which the stored floor of the ECM time runs ahead (2 to 600). After a crash"
              + " ECM time begins at the floor, so keep it below the time of a restart.")
  int floorAheadSeconds() default 10;
}
