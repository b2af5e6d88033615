#define PORT 7
