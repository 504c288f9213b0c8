package io.caskade.store.jpa;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of PID {@code io.caskade.store}. */
@ObjectClassDefinition(
    id = "io.caskade.store",
    name = "Caskade store",
    description =
        "The store of networks, cards and the journal. The database itself is set in"
            + " org.ops4j.datasource-caskade.")
public @interface StoreSettings {
  /** Name of this node. */
  @AttributeDefinition(
      name = "Node",
      description =
          "Name of this head-end among those that share the database, for the lease of the"
              + " journal's sealer. Empty: the host name.")
  String node() default "";
}
