package io.caskade.ecm.ecmg;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the event loops. */
@ObjectClassDefinition(
    name = "Caskade ECMG event loops",
    description = "The threads that serve all ECMG listeners together.")
@interface EcmgLoopsConfig {
  @AttributeDefinition(
      description =
          "Number of event loops (1 to 64). Two carry half as many ECMs again as one when muxes"
              + " pipeline; one answers a few percent sooner on a machine of one or two cores; use"
              + " half of the cores from four on. A change holds from the next start of the"
              + " head-end.")
  int threads() default 2;
}
