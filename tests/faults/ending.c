// The fault library, and one thing more: a program that ends by itself while its power is being lost waits until it is gone. Without this
// its end would cut off the undoing half way, which leaves files as no loss of power does.
#include FAULTFS

__attribute__((destructor)) static void wait_until_it_is_gone(void) {
  pthread_mutex_lock(&mu);
  pthread_mutex_unlock(&mu);
}
