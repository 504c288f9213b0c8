package io.caskade.rights.management.people;

import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.rights.management.FieldRules;
import java.util.regex.Pattern;

/** What may be written about a subscriber and a box (R18). */
final class PeopleRules {
  static final int NAME = 190;
  static final int CONTRACT = 64;
  static final int ADDRESS = 500;
  static final int EMAIL = 190;
  static final int NOTES = 2_000;
  static final int PHONES = 8;
  static final int TAGS = 32;
  static final int MODEL = 64;

  private static final Pattern SUBSCRIBER_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern BOX_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final Pattern PHONE = Pattern.compile("(?=.*[0-9])[+0-9 ()./-]{3,32}");
  private static final Pattern EMAIL_FORM =
      Pattern.compile("[^\\s@,;<>()\"]{1,64}@[\\p{L}0-9-]{1,63}(\\.[\\p{L}0-9-]{1,63})*");

  private PeopleRules() {}

  static void require(Subscriber subscriber) {
    FieldRules.matches(
        "id", subscriber.id(), SUBSCRIBER_ID, "must be 1 to 64 of A-Z, a-z, 0-9 and . _ -");
    FieldRules.text("name", subscriber.name(), NAME);
    FieldRules.text("contract", subscriber.contract(), CONTRACT);
    FieldRules.lines("billingAddress", subscriber.billingAddress(), ADDRESS);
    FieldRules.lines("installationAddress", subscriber.installationAddress(), ADDRESS);
    FieldRules.lines("notes", subscriber.notes(), NOTES);
    FieldRules.region("region", subscriber.region());
    requirePhones(subscriber);
    requireEmail(subscriber.email());
    requireTags(subscriber);
  }

  static void require(SetTopBox box) {
    FieldRules.matches("id", box.id(), BOX_ID, "must be 1 to 64 of A-Z, a-z, 0-9 and . _ : -");
    FieldRules.text("model", box.model(), MODEL);
    FieldRules.lines("notes", box.notes(), NOTES);
  }

  private static void requirePhones(Subscriber subscriber) {
    FieldRules.require(subscriber.phones().size() <= PHONES, "phones", "must be at most " + PHONES);
    subscriber
        .phones()
        .forEach(
            phone ->
                FieldRules.matches(
                    "phones", phone, PHONE, "must be 3 to 32 of 0-9, + ( ) . / - and space"));
  }

  private static void requireEmail(String email) {
    if (!email.isEmpty()) {
      FieldRules.text("email", email, EMAIL);
      FieldRules.matches("email", email, EMAIL_FORM, "must be an address as name@example.org");
    }
  }

  private static void requireTags(Subscriber subscriber) {
    FieldRules.require(subscriber.tags().size() <= TAGS, "tags", "must be at most " + TAGS);
    FieldRules.require(
        subscriber.tags().stream().distinct().count() == subscriber.tags().size(),
        "tags",
        "must not repeat");
    subscriber
        .tags()
        .forEach(
            tag -> {
              FieldRules.require(!tag.isEmpty(), "tags", "must not be empty");
              FieldRules.region("tags", tag);
            });
  }
}
