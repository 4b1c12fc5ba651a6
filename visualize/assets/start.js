zerenlian.follow();
