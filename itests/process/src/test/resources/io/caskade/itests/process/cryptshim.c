/*
 * Debian's build of tsdecrypt 10.0 calls crypt() without a prototype, which cuts the pointer it gets to 32 bits, and
 * dies at its newcamd log-in. Preloaded, this hands the text out in a page below 2 GiB.
 */
#define _GNU_SOURCE
#include <crypt.h>
#include <string.h>
#include <sys/mman.h>

enum { PAGE = 4096 };

char *crypt(const char *phrase, const char *setting) {
  static struct crypt_data work;
  static char *low = NULL;
  const char *text = crypt_r(phrase, setting, &work);
  if (text == NULL) {
    return NULL;
  }
  if (low == NULL) {
    void *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    if (page == MAP_FAILED) {
      return NULL;
    }
    low = page;
  }
  strncpy(low, text, PAGE - 1);
  return low;
}
