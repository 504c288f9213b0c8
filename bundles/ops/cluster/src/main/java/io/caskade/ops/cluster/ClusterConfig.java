package io.caskade.ops.cluster;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of PID {@code io.caskade.cluster}. */
@ObjectClassDefinition(
    name = "Caskade pair",
    description =
        "Several head-ends on one MariaDB or Galera: all answer ECMs, one of them owns each EMM"
            + " stream (docs/pair.md). Both need the same keys.")
@interface ClusterConfig {
  @AttributeDefinition(
      description =
          "true: this head-end shares its database with others. false: it is alone and owns"
              + " everything.")
  boolean enabled() default false;

  @AttributeDefinition(
      description =
          "Name of this head-end among the others, different on each: 1 to 64 letters, digits, dots,"
              + " dashes and underscores. Empty: the host name.")
  String node() default "";
}
