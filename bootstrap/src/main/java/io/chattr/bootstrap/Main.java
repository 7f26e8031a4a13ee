package io.chattr.bootstrap;

/** Starts the server. */
final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("Chattr " + String.join(" ", args));
  }
}
