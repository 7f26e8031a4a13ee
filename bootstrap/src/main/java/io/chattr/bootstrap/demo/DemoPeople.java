package io.chattr.bootstrap.demo;

import java.util.List;

/** How to log in as those who are in a demo, as the page is told it. */
public record DemoPeople(List<Person> people) {
  public static final Person MAYA = new Person("maya", "Maya Lindqvist");
  public static final Person TOM = new Person("tom", "Tom Okafor");
  public static final Person LENA = new Person("lena", "Lena Brandt");
  public static final DemoPeople ALL = new DemoPeople(List.of(MAYA, TOM, LENA));

  public DemoPeople {
    people = List.copyOf(people);
  }

  /** Somebody; everybody may know the password. */
  public record Person(String username, String password, String displayName) {
    private static final String PASSWORD = "try chattr";

    Person(String username, String displayName) {
      this(username, PASSWORD, displayName);
    }
  }
}
