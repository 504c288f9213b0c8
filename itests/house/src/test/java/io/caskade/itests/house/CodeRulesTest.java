package io.caskade.itests.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** How code looks, as far as a machine can tell (house-rules). */
@AnalyzeClasses(packages = "io.caskade", importOptions = ImportOption.DoNotIncludeTests.class)
class CodeRulesTest {
  private static final String API = "io.caskade.api..";

  @ArchTest
  static final ArchRule noByteArrayIsAComponentOfAnApiRecord =
      fields()
          .that(
              new DescribedPredicate<JavaField>("belong to a record") {
                @Override
                public boolean test(JavaField field) {
                  return field.getOwner().isRecord()
                      && !field.getModifiers().contains(JavaModifier.STATIC);
                }
              })
          .and()
          .areDeclaredInClassesThat()
          .resideInAPackage(API)
          .should()
          .notHaveRawType(byte[].class)
          .because("an array is mutable, compares by identity and is printed by careless code");

  @ArchTest
  static final ArchRule everyApiInterfaceSaysWhoImplementsIt =
      classes()
          .that()
          .resideInAPackage(API)
          .and()
          .areInterfaces()
          .and()
          .areTopLevelClasses()
          .and()
          .haveSimpleNameNotEndingWith("package-info")
          .should(beMarkedOrSealed());

  @ArchTest
  static final ArchRule nobodyKeepsStaticMutableState =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("static state outlives a bundle's update and pins its class loader");

  @ArchTest
  static final ArchRule noThreadLocals =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocal.class)
          .because("a ThreadLocal pins the class loader of an updated bundle");

  @ArchTest
  static final ArchRule namesAreTheFields =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Dto")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .resideInAnyPackage("..util..", "..common..", "..helper..", "..misc..");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .that()
          .haveSimpleNameNotEndingWith("package-info")
          .should(
              new ArchCondition<JavaClass>("reside in a @NullMarked package") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                  events.add(
                      new SimpleConditionEvent(
                          item, marked, item.getPackageName() + " of " + item.getSimpleName()));
                }
              });

  @ArchTest
  static final ArchRule librariesDoNotKnowThePlatform =
      noClasses()
          .that()
          .resideInAPackage("io.caskade.lib..")
          .and()
          // What the receivers' bundles share is the platform's side of them: sockets and sessions.
          .resideOutsideOfPackage("io.caskade.lib.receiverlistener..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.caskade.api..", "org.osgi..", "io.netty..", "org.slf4j..");

  @ArchTest
  static final ArchRule seamsDoNotShowLibraries =
      noClasses()
          .that()
          .resideInAPackage(API)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.caskade.lib..");

  private static ArchCondition<JavaClass> beMarkedOrSealed() {
    return new ArchCondition<>("carry @ProviderType or @ConsumerType, or be sealed") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean marked =
            item.isAnnotatedWith("org.osgi.annotation.versioning.ProviderType")
                || item.isAnnotatedWith("org.osgi.annotation.versioning.ConsumerType")
                || item.reflect().isSealed();
        events.add(new SimpleConditionEvent(item, marked, item.getName()));
      }
    };
  }
}
