"""What is heard when: a pure function of phases and their places in time."""
