package dev.lockstep.stack;

import java.util.concurrent.CountDownLatch;

/** A program that starts a whole stack, prints the registry's process id and then waits to die. */
final class StackStarter {
    private StackStarter() {}

    public static void main(String[] arguments) throws InterruptedException {
        LocalStack stack = LocalStack.start();
        System.out.println("registry " + stack.registry().pid() + " " + stack.registryUrl());
        new CountDownLatch(1).await();
    }
}
